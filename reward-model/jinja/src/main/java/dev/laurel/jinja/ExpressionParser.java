package dev.laurel.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.jinja.CallArguments.Keyword;
import dev.laurel.jinja.CallArguments.Positional;

/** Reads expressions, with Jinja's precedence: filters and tests bind tighter than arithmetic, which binds tighter than comparison. */
final class ExpressionParser {

    private static final Expression NONE = new Expression.Literal(null);

    private final TokenStream tokens;
    private final OperandParser operands;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens, this);
    }

    Expression expression() {
        tokens.enter();
        Expression value = or();
        while (tokens.skipName("if")) {
            Expression condition = or();
            Expression otherwise = tokens.skipName("else")
                    ? expression()
                    : new Expression.Literal(new Undefined("the inline if has no else and its condition is false"));
            value = new Expression.Conditional(condition, value, otherwise);
        }
        tokens.leave();
        return value;
    }

    /** An expression, or several with commas between them, which make a tuple. */
    Expression tuple(boolean conditional) {
        List<Expression> elements = new ArrayList<>();
        boolean comma = false;
        do {
            if (comma && endsTuple()) {
                break;
            }
            elements.add(conditional ? expression() : or());
            comma = tokens.skip(",");
        } while (comma);
        return elements.size() == 1 && !comma ? elements.get(0) : new Expression.TupleOf(elements);
    }

    boolean endsTuple() {
        Token token = tokens.peek();
        return token.is(")")
                || token.kind() == Token.Kind.OUTPUT_END
                || token.kind() == Token.Kind.BLOCK_END
                || token.isName("in");
    }

    /** An expression without a trailing {@code if}. */
    Expression or() {
        return logic(false);
    }

    private Expression logic(boolean and) {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(and ? not() : logic(true));
        } while (tokens.skipName(and ? "and" : "or"));
        return parts.size() == 1 ? parts.get(0) : new Expression.Logic(parts, and);
    }

    private Expression not() {
        if (!tokens.peek().isName("not")) {
            return comparison();
        }
        tokens.next();
        tokens.enter();
        Expression negated = new Expression.Negated(not());
        tokens.leave();
        return negated;
    }

    private Expression comparison() {
        Expression first = sum();
        List<Comparison> comparisons = new ArrayList<>();
        List<Expression> others = new ArrayList<>();
        for (Optional<Comparison> next = nextComparison(); next.isPresent(); next = nextComparison()) {
            comparisons.add(next.get());
            others.add(sum());
        }
        return others.isEmpty() ? first : new Expression.Compared(first, comparisons, others);
    }

    private Optional<Comparison> nextComparison() {
        if (tokens.skipName("in")) {
            return Optional.of(Comparison.IN);
        }
        if (tokens.peek().isName("not") && tokens.peekNext().isName("in")) {
            tokens.next();
            tokens.next();
            return Optional.of(Comparison.NOT_IN);
        }
        Optional<Comparison> found = tokens.peek().kind() == Token.Kind.OPERATOR
                ? Comparison.of(tokens.peek().text())
                : Optional.empty();
        found.ifPresent(comparison -> tokens.next());
        return found;
    }

    private Expression sum() {
        Expression left = joined();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            Arithmetic operator = Arithmetic.of(tokens.next().text());
            left = new Expression.Binary(left, operator, joined());
        }
        return left;
    }

    private Expression joined() {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(product());
        } while (tokens.skip("~"));
        return parts.size() == 1 ? parts.get(0) : new Expression.Joined(parts);
    }

    private Expression product() {
        Expression left = power();
        while (tokens.peek().is("*")
                || tokens.peek().is("/")
                || tokens.peek().is("//")
                || tokens.peek().is("%")) {
            Arithmetic operator = Arithmetic.of(tokens.next().text());
            left = new Expression.Binary(left, operator, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = operands.signed(true);
        while (tokens.skip("**")) {
            left = new Expression.Binary(left, Arithmetic.POWER, operands.signed(true));
        }
        return left;
    }

    /** The arguments after an opening parenthesis. */
    CallArguments arguments() {
        List<Positional> positional = new ArrayList<>();
        List<Keyword> keyword = new ArrayList<>();
        tokens.expect("(");
        while (!tokens.skip(")")) {
            if (!positional.isEmpty() || !keyword.isEmpty()) {
                tokens.expect(",");
                if (tokens.skip(")")) {
                    break;
                }
            }
            argument(positional, keyword);
        }
        return new CallArguments(positional, keyword);
    }

    private void argument(List<Positional> positional, List<Keyword> keyword) {
        if (tokens.skip("**")) {
            keyword.add(new Keyword("", expression()));
        } else if (tokens.skip("*")) {
            positional.add(new Positional(expression(), true));
        } else if (tokens.peek().kind() == Token.Kind.NAME && tokens.peekNext().is("=")) {
            String name = tokens.name();
            tokens.expect("=");
            keyword.add(new Keyword(name, expression()));
        } else if (keyword.isEmpty()) {
            positional.add(new Positional(expression(), false));
        } else {
            throw tokens.failure("positional argument after a keyword argument");
        }
    }

    /** What stands between square brackets after a value: an item, or a slice. */
    Expression subscript(Expression value) {
        Expression from = slicePart();
        if (!tokens.skip(":")) {
            if (from == NONE) {
                throw tokens.failure(
                        "expected an expression, got " + tokens.peek().shown());
            }
            tokens.expect("]");
            return new Expression.Item(value, from);
        }
        Expression to = slicePart();
        Expression step = tokens.skip(":") ? slicePart() : NONE;
        tokens.expect("]");
        return new Expression.Slice(value, from, to, step);
    }

    private Expression slicePart() {
        return tokens.peek().is(":") || tokens.peek().is("]") ? NONE : expression();
    }
}
