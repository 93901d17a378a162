package dev.laurel.jinja;

import java.time.Clock;
import java.util.List;

/** One rendering under way: where it is, and how much work and depth it has left. Belongs to one thread. */
final class Rendering {

    private final String template;
    private final Clock clock;
    private long work;
    private int depth;
    private int line = 1;

    Rendering(String template, long work, Clock clock) {
        this.template = template;
        this.work = work;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    Object evaluate(Expression expression, Scope scope) {
        enter();
        Object value = expression.evaluate(scope, this);
        depth--;
        return value;
    }

    Statement.Flow execute(List<Statement> body, Scope scope, Text out) {
        for (Statement statement : body) {
            enter();
            line = statement.line();
            Statement.Flow flow = statement.execute(scope, out, this);
            depth--;
            if (flow != Statement.Flow.NEXT) {
                return flow;
            }
        }
        return Statement.Flow.NEXT;
    }

    private void enter() {
        charge(1);
        checkDepth(++depth);
    }

    /** Refuses values or code nested deeper than the limit. */
    void checkDepth(int levels) {
        if (levels > Limits.DEPTH) {
            throw failure("nested deeper than " + Limits.DEPTH + " levels");
        }
    }

    /** Takes units from the work that is left: a step, a character, a list element. */
    void charge(long units) {
        work -= units;
        if (work < 0) {
            throw failure("takes more work than its input warrants");
        }
    }

    /** The text itself, its characters charged. */
    String charged(String text) {
        charge(text.length());
        return text;
    }

    TemplateException failure(String reason) {
        return new TemplateException(template, line, reason);
    }
}
