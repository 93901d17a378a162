package dev.laurel.jinja;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Templates come from files people download: whatever they do ends in a text or a TemplateException, soon, on a small stack. */
class HostileTemplateTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long SMALL_STACK = 512 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
                "{% set ns = namespace(s='x') %}{% for i in range(100) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
                "{% set ns = namespace(s=[1]) %}{% for i in range(100) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
                "{{ 'x' * 1000000000000 }}",
                "{{ [0] * 1000000000000 }}",
                "{{ [] * 1000000000000 }}",
                "{{ 'x'.ljust(1000000000000) }}",
                "{{ ('x' * 100000).replace('x', 'y' * 100000) }}",
                "{{ ('x' * 100000) | replace('', 'y' * 100000) }}",
                "{{ ('y' * 100000).join(['x'] * 100000) }}",
                "{{ ['x'] * 100000 | join('y' * 100000) }}{{ (['x'] * 100000) | join('y' * 100000) }}",
                "{{ ('\n' * 100000) | indent(100000, blank=true) }}",
                "{{ '%1000000d' % 1 }}",
                "{{ ('%999999d' * 1000) % (1,) }}",
                "{{ 7 ** 9000000000000000000 }}",
                "{{ range(9000000000000000000) }}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m(x) %}{{ m(x) ~ m(x) }}{% endmacro %}{{ m(1) }}",
                "{% set ns = namespace(x=[]) %}{% for i in range(9999) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x }}",
                "{% set ns = namespace(x=[]) %}{% for i in range(9999) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x | tojson }}",
                "{% set ns = namespace(x=[], y=[]) %}{% for i in range(9999) %}{% set ns.x = [ns.x] %}{% set ns.y = [ns.y] %}"
                        + "{% endfor %}{{ ns.x == ns.y }}",
                "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}"
            })
    void endsWhatNeverEndsOrGrowsWithoutLimit(String template) {
        assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> onSmallStack(() -> render(template)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{", "-", "not ", "a[", "f(", "x if ", "x|d(", "{'a':"})
    void refusesDeepNestingInsideOfExpressions(String repeated) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> onSmallStack(() -> render("{{ " + repeated.repeat(50_000) + " }}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{% if 1 %}", "{% for x in y %}", "{% macro m() %}", "{% filter upper %}", "{% with a = 1 %}"})
    void refusesDeeplyNestedBlocks(String repeated) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> onSmallStack(() -> render(repeated.repeat(50_000))));
    }

    @ParameterizedTest
    @ValueSource(strings = {" + 1", ".a", "[0]", "|d(1)", " ** 1", "()"})
    void refusesOrRendersLongChains(String repeated) {
        assertEndsInResultOrRefusal("{{ 1" + repeated.repeat(50_000) + " }}");
    }

    @Test
    void rendersAConversationOfTwoMillionCharacters() throws Exception {
        String content = "长 text 😊 ".repeat(200_000);
        List<Object> messages = List.of(Map.of("role", "user", "content", content));
        String rendered = assertTimeoutPreemptively(
                SOON, () -> Template.parse("chat", Recorded.text("/dev/laurel/jinja/templates/qwen3-style.jinja"))
                        .render(Map.of("messages", messages), Clock.systemUTC()));
        assertThat(rendered).isEqualTo("<|im_start|>user\n" + content + "<|im_end|>\n");
    }

    /** Mutates templates that work: characters removed, doubled and replaced, pieces of other templates put in. */
    @Test
    void endsEveryMutationInAResultOrARefusal() throws Exception {
        List<String> seeds = seeds();
        Random random = new Random(20261122);
        Map<String, Object> variables =
                Recorded.variables(Recorded.json("cases.json").get("variables"));
        int rendered = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            String mutant = mutated(seeds, random);
            if (onSmallStack(() -> renders(mutant, variables))) {
                rendered++;
            } else {
                refused++;
            }
        }
        assertThat(rendered).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    private static List<String> seeds() {
        List<String> seeds = new ArrayList<>();
        for (JsonNode recorded : Recorded.json("cases.json").get("cases")) {
            seeds.add(recorded.get("template").asText());
        }
        for (String style : List.of("qwen2.5", "qwen3", "llama3.1", "mistral", "gemma", "zephyr", "macro")) {
            seeds.add(Recorded.text("/dev/laurel/jinja/templates/" + style + "-style.jinja"));
        }
        return seeds;
    }

    private static String mutated(List<String> seeds, Random random) {
        StringBuilder mutant = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int from = random.nextInt(mutant.length() + 1);
            int to = Math.min(mutant.length(), from + random.nextInt(6));
            String other = seeds.get(random.nextInt(seeds.size()));
            int piece = random.nextInt(other.length() + 1);
            String inserted = other.substring(piece, Math.min(other.length(), piece + random.nextInt(12)));
            switch (random.nextInt(4)) {
                case 0 -> mutant.delete(from, to);
                case 1 -> mutant.insert(from, mutant.substring(from, to));
                case 2 -> mutant.insert(from, inserted);
                default -> mutant.replace(from, to, inserted);
            }
        }
        return mutant.toString();
    }

    private static void assertEndsInResultOrRefusal(String template) {
        try {
            assertThat(onSmallStack(() -> renders(template, Map.of()))).isIn(true, false);
        } catch (Exception e) {
            throw new AssertionError("neither result nor refusal", e);
        }
    }

    private static boolean renders(String template, Map<String, Object> variables) {
        try {
            Template.parse("hostile", template).render(variables, Clock.systemUTC());
            return true;
        } catch (TemplateException e) {
            return false;
        }
    }

    private static String render(String template) {
        return Template.parse("hostile", template).render(Map.of(), Clock.systemUTC());
    }

    private static <T> T onSmallStack(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "small-stack", SMALL_STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
