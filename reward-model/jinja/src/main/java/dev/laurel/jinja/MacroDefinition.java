package dev.laurel.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code {% macro name(a, b=1) %}…{% endmacro %}}.
 *
 * @param parameters names, in order
 * @param defaults of the last parameters, in order
 */
record MacroDefinition(int line, String name, List<String> parameters, List<Expression> defaults, List<Statement> body)
        implements Statement {

    @Override
    public Flow execute(Scope scope, Text out, Rendering run) {
        scope.set(name, new Macro(this, scope));
        return Flow.NEXT;
    }

    /** A macro with the variables it sees where it was defined. */
    record Macro(MacroDefinition definition, Scope around) implements Function, Attributed {

        @Override
        public Object call(Arguments arguments, Rendering run) {
            Scope inner = new Scope(around);
            List<String> parameters = definition.parameters;
            List<Object> given = arguments.positional();
            Map<String, Object> keywords = new LinkedHashMap<>(arguments.keyword());
            inner.set("caller", new Undefined("no caller defined"));
            if (keywords.containsKey("caller") && !parameters.contains("caller")) {
                inner.set("caller", keywords.remove("caller"));
            }
            int optional = parameters.size() - definition.defaults.size();
            for (int i = 0; i < parameters.size(); i++) {
                String parameter = parameters.get(i);
                if (i < given.size()) {
                    if (keywords.containsKey(parameter)) {
                        throw run.failure("macro '" + definition.name + "' got argument '" + parameter + "' twice");
                    }
                    inner.set(parameter, given.get(i));
                } else if (keywords.containsKey(parameter)) {
                    inner.set(parameter, keywords.remove(parameter));
                } else if (i >= optional) {
                    inner.set(parameter, run.evaluate(definition.defaults.get(i - optional), inner));
                } else {
                    inner.set(parameter, new Undefined("parameter '" + parameter + "' was not provided"));
                }
            }
            inner.set(
                    "varargs",
                    new Tuple(new ArrayList<>(arguments.after(parameters.size()).positional())));
            inner.set("kwargs", keywords);
            Text text = new Text(run);
            run.execute(definition.body, inner, text);
            return text.toString();
        }

        @Override
        public Object attribute(String name) {
            return switch (name) {
                case "name" -> definition.name;
                case "arguments" -> new Tuple(new ArrayList<>(definition.parameters));
                default -> new Undefined("macro has no attribute '" + name + "'");
            };
        }
    }
}
