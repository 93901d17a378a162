package dev.laurel.jinja;

import java.util.List;

/** A part of a template that does something: prints, decides, repeats, assigns. */
sealed interface Statement
        permits Statement.Plain,
                Statement.Output,
                Statement.If,
                Statement.Assign,
                Statement.AssignBlock,
                Statement.FilterBlock,
                Statement.With,
                Statement.Leave,
                ForLoop,
                MacroDefinition,
                CallBlock {

    /** What happens after a statement. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    /** Where it begins, from 1. */
    int line();

    Flow execute(Scope scope, Text out, Rendering run);

    /** Text outside of tags. */
    record Plain(int line, String text) implements Statement {
        @Override
        public Flow execute(Scope scope, Text out, Rendering run) {
            out.add(text);
            return Flow.NEXT;
        }
    }

    /** <code>{{ value }}</code> */
    record Output(int line, Expression value) implements Statement {
        @Override
        public Flow execute(Scope scope, Text out, Rendering run) {
            out.add(Values.text(run.evaluate(value, scope), run));
            return Flow.NEXT;
        }
    }

    /** One condition with what happens if it is the first that holds. */
    record Branch(Expression condition, List<Statement> body) {}

    record If(int line, List<Branch> branches, List<Statement> otherwise) implements Statement {
        @Override
        public Flow execute(Scope scope, Text out, Rendering run) {
            for (Branch branch : branches) {
                if (Values.truth(run.evaluate(branch.condition(), scope))) {
                    return run.execute(branch.body(), scope, out);
                }
            }
            return run.execute(otherwise, scope, out);
        }
    }

    record Assign(int line, Target target, Expression value) implements Statement {
        @Override
        public Flow execute(Scope scope, Text out, Rendering run) {
            target.assign(run.evaluate(value, scope), scope, run);
            return Flow.NEXT;
        }
    }

    /** {@code {% set x | filter %}…{% endset %}}; the filters stand around the name {@link #BLOCK}. */
    record AssignBlock(int line, Target target, Expression filtered, List<Statement> body) implements Statement {
        @Override
        public Flow execute(Scope scope, Text out, Rendering run) {
            target.assign(block(filtered, body, scope, run), scope, run);
            return Flow.NEXT;
        }
    }

    record FilterBlock(int line, Expression filtered, List<Statement> body) implements Statement {
        @Override
        public Flow execute(Scope scope, Text out, Rendering run) {
            out.add(Values.text(block(filtered, body, scope, run), run));
            return Flow.NEXT;
        }
    }

    /** {@code {% with a = 1 %}}, and {@code {% generation %}} with nothing assigned: a body with a scope of its own. */
    record With(int line, List<Target> targets, List<Expression> values, List<Statement> body) implements Statement {
        @Override
        public Flow execute(Scope scope, Text out, Rendering run) {
            Scope inner = new Scope(scope);
            for (int i = 0; i < targets.size(); i++) {
                targets.get(i).assign(run.evaluate(values.get(i), scope), inner, run);
            }
            return run.execute(body, inner, out);
        }
    }

    /** {@code {% break %}} or {@code {% continue %}}. */
    record Leave(int line, Flow flow) implements Statement {
        @Override
        public Flow execute(Scope scope, Text out, Rendering run) {
            return flow;
        }
    }

    /** The name under which the filters of a block see its text; no template can write it. */
    String BLOCK = "<block>";

    private static Object block(Expression filtered, List<Statement> body, Scope scope, Rendering run) {
        Text text = new Text(run);
        run.execute(body, new Scope(scope), text);
        Scope inner = new Scope(scope);
        inner.set(BLOCK, text.toString());
        return run.evaluate(filtered, inner);
    }
}
