package dev.laurel.jinja;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code {% call(x) name(arguments) %}…{% endcall %}}: calls a macro that gets the body as {@code caller}. */
record CallBlock(int line, Expression.Call call, MacroDefinition caller) implements Statement {

    @Override
    public Flow execute(Scope scope, Text out, Rendering run) {
        if (!(run.evaluate(call.function(), scope) instanceof Function function)) {
            throw run.failure("the value of a call block is not callable");
        }
        Arguments arguments = call.arguments().evaluate(scope, run);
        Map<String, Object> keywords = new LinkedHashMap<>(arguments.keyword());
        keywords.put("caller", new MacroDefinition.Macro(caller, scope));
        out.add(Values.text(function.call(new Arguments(arguments.positional(), keywords), run), run));
        return Flow.NEXT;
    }
}
