package dev.laurel.jinja;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code {% for target in values if condition recursive %}…{% else %}…{% endfor %}}.
 *
 * @param condition which values are taken; the constant true where none is written
 */
record ForLoop(
        int line,
        Target target,
        Expression values,
        Expression condition,
        boolean recursive,
        List<Statement> body,
        List<Statement> otherwise)
        implements Statement {

    @Override
    public Flow execute(Scope scope, Text out, Rendering run) {
        repeat(run.evaluate(values, scope), 1, scope, out, run);
        return Flow.NEXT;
    }

    private void repeat(Object iterated, int depth, Scope scope, Text out, Rendering run) {
        List<Object> taken = new ArrayList<>();
        for (Object value : Values.elements(iterated, run)) {
            Scope inner = new Scope(scope);
            target.assign(value, inner, run);
            if (Values.truth(run.evaluate(condition, inner))) {
                taken.add(value);
            }
        }
        if (taken.isEmpty()) {
            run.execute(otherwise, new Scope(scope), out);
            return;
        }
        Loop loop = recursive ? new RecursiveLoop(taken, depth, scope) : new Loop(taken, depth);
        for (Object value : taken) {
            Scope inner = new Scope(scope);
            inner.set("loop", loop);
            target.assign(value, inner, run);
            if (run.execute(body, inner, out) == Flow.BREAK) {
                return;
            }
            loop.advance();
        }
    }

    /** The {@code loop} of a recursive loop, which called with other values runs the body over them. */
    private final class RecursiveLoop extends Loop implements Function {

        private final Scope scope;

        private RecursiveLoop(List<Object> values, int depth, Scope scope) {
            super(values, depth);
            this.scope = scope;
        }

        @Override
        public Object call(Arguments arguments, Rendering run) {
            Text text = new Text(run);
            arguments.checked(run, "loop", "iterable");
            repeat(arguments.required(run, "loop", 0, "iterable"), depth() + 1, scope, text, run);
            return text.toString();
        }
    }
}
