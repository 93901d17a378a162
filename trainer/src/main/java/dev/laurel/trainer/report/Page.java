package dev.laurel.trainer.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.laurel.page.Markup;
import dev.laurel.page.Style;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateNode.Origin;

/** The report as one HTML file: what it shows is in {@code report.html}, how that looks in {@link Style}. Well-formed XML, too. */
final class Page {

    private static final Template TEMPLATE = engine().parse(resource("report.html"), null, "report.html");
    private static final RawString STYLE = new RawString(Style.sheet());

    private Page() {}

    static String of(RunReport report) {
        return TEMPLATE.data("style", STYLE)
                .data("report", report)
                .data("m", report.manifest())
                .data("view", new View(report))
                .render();
    }

    private static Engine engine() {
        return Engine.builder()
                .addDefaults()
                .addValueResolvers(Formats.resolvers())
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new Escaping())
                .build();
    }

    /** Escapes whatever is not markup already. */
    private static final class Escaping implements ResultMapper {

        @Override
        public boolean appliesTo(Origin origin, Object result) {
            return !(result instanceof RawString);
        }

        @Override
        public String map(Object result, Expression expression) {
            return Markup.escape(
                    result instanceof Optional<?> o ? o.map(Object::toString).orElse("") : result.toString());
        }
    }

    private static String resource(String name) {
        try (InputStream file = Page.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
