package dev.laurel.jinja;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * A parsed Jinja template, rendered as Hugging Face transformers renders chat templates: Jinja 3.1 with {@code trim_blocks} and
 * {@code lstrip_blocks}, loop controls, {@code generation} blocks, immutable values, and the functions {@code raise_exception} and
 * {@code strftime_now}. Tags that load other templates do not exist.
 *
 * <p>Values given and used are those of JSON: null, Boolean, Long, Double, String, List and Map with String keys. Work, output and
 * nesting of one rendering are limited, so a hostile template ends in a {@link TemplateException}. Immutable, safe for many threads.
 */
public final class Template {

    private final String name;
    private final List<Statement> body;

    private Template(String name, List<Statement> body) {
        this.name = name;
        this.body = body;
    }

    /**
     * Parses a template.
     *
     * @param name what errors call it
     * @throws TemplateException where the text is not a template, or uses a tag, filter or test that does not exist
     */
    public static Template parse(String name, String source) {
        TokenStream tokens = new TokenStream(name, new Lexer(name, source).tokens());
        return new Template(name, new StatementParser(tokens).template());
    }

    /**
     * The text this template makes of these variables.
     *
     * @param clock the time {@code strftime_now} tells
     * @throws TemplateException where rendering fails, exceeds its limits or is refused by the template
     */
    public String render(Map<String, ?> variables, Clock clock) {
        Rendering run = new Rendering(name, Limits.of(variables), clock);
        Scope scope = new Scope(Scope.of(Globals.FUNCTIONS), variables);
        Text out = new Text(run);
        run.execute(body, scope, out);
        return out.toString();
    }
}
