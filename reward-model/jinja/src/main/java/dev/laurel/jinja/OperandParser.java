package dev.laurel.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads an operand: a constant, name, list, dict or parenthesis with its sign and the attributes, calls, filters and tests after it. */
final class OperandParser {

    private static final int LONGEST_INTEGER = 4_300; // digits, Python's own limit

    private static final Set<String> NOT_ARGUMENTS = Set.of("else", "or", "and");
    private static final Set<String> RESERVED = Set.of("and", "or", "not", "if", "else", "in", "is");

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    OperandParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Expression signed(boolean withFilters) {
        Expression value;
        if (tokens.peek().is("-") || tokens.peek().is("+")) {
            boolean minus = tokens.next().is("-");
            tokens.enter();
            value = new Expression.Signed(signed(false), minus);
            tokens.leave();
        } else {
            value = primary();
        }
        value = postfix(value);
        return withFilters ? filtersAndTests(value) : value;
    }

    private Expression primary() {
        Token token = tokens.peek();
        switch (token.kind()) {
            case NAME -> {
                return name();
            }
            case STRING -> {
                return string();
            }
            case INTEGER -> {
                tokens.next();
                return new Expression.Literal(integer(token));
            }
            case FLOAT -> {
                tokens.next();
                return new Expression.Literal(Double.parseDouble(token.text()));
            }
            default -> {
                return bracketed();
            }
        }
    }

    private Expression name() {
        Token token = tokens.next();
        return switch (token.text()) {
            case "true", "True" -> new Expression.Literal(true);
            case "false", "False" -> new Expression.Literal(false);
            case "none", "None" -> new Expression.Literal(null);
            default -> {
                if (RESERVED.contains(token.text())) {
                    throw tokens.failure(token.line(), "expected an expression, got " + token.shown());
                }
                yield new Expression.Name(token.text());
            }
        };
    }

    private Expression string() {
        StringBuilder text = new StringBuilder();
        while (tokens.peek().kind() == Token.Kind.STRING) {
            text.append(tokens.next().text());
        }
        return new Expression.Literal(text.toString());
    }

    private Object integer(Token token) {
        String text = token.text().toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST_INTEGER) {
            throw tokens.failure(token.line(), "integer of " + text.length() + " digits");
        }
        int base = text.startsWith("0x") ? 16 : text.startsWith("0o") ? 8 : text.startsWith("0b") ? 2 : 10;
        return PythonInt.of(new BigInteger(base == 10 ? text : text.substring(2), base));
    }

    private Expression bracketed() {
        if (tokens.skip("(")) {
            Expression value = tokens.peek().is(")") ? new Expression.TupleOf(List.of()) : expressions.tuple(true);
            tokens.expect(")");
            return value;
        }
        if (tokens.skip("[")) {
            List<Expression> elements = new ArrayList<>();
            while (!tokens.skip("]")) {
                elements.add(expressions.expression());
                separator("]");
            }
            return new Expression.ListOf(elements);
        }
        if (tokens.skip("{")) {
            List<Expression> keys = new ArrayList<>();
            List<Expression> values = new ArrayList<>();
            while (!tokens.skip("}")) {
                keys.add(expressions.expression());
                tokens.expect(":");
                values.add(expressions.expression());
                separator("}");
            }
            return new Expression.DictOf(keys, values);
        }
        throw tokens.failure("expected an expression, got " + tokens.peek().shown());
    }

    private void separator(String end) {
        if (!tokens.peek().is(end)) {
            tokens.expect(",");
        }
    }

    private Expression postfix(Expression operand) {
        Expression value = operand;
        while (true) {
            if (tokens.skip(".")) {
                value = tokens.peek().kind() == Token.Kind.INTEGER
                        ? new Expression.Item(value, new Expression.Literal(integer(tokens.next())))
                        : new Expression.Attribute(value, tokens.name());
            } else if (tokens.skip("[")) {
                value = expressions.subscript(value);
            } else if (tokens.peek().is("(")) {
                value = new Expression.Call(value, expressions.arguments());
            } else {
                return value;
            }
        }
    }

    private Expression filtersAndTests(Expression operand) {
        Expression value = operand;
        while (true) {
            if (tokens.peek().is("|")) {
                value = filters(value);
            } else if (tokens.skipName("is")) {
                value = test(value);
            } else if (tokens.peek().is("(")) {
                value = new Expression.Call(value, expressions.arguments());
            } else {
                return value;
            }
        }
    }

    /** The filters after a value, each with its bar. */
    Expression filters(Expression operand) {
        Expression value = operand;
        while (tokens.skip("|")) {
            value = filter(value);
        }
        return value;
    }

    /** One filter by its name, the bar already read. */
    Expression filter(Expression value) {
        String name = dottedName();
        Filter filter = Filters.find(name).orElseThrow(() -> tokens.failure("no filter named '" + name + "'"));
        CallArguments arguments = tokens.peek().is("(") ? expressions.arguments() : CallArguments.NONE;
        return new Expression.Filtered(value, filter, arguments);
    }

    private Expression test(Expression value) {
        boolean negated = tokens.skipName("not");
        String name = dottedName();
        Test test = Tests.find(name).orElseThrow(() -> tokens.failure("no test named '" + name + "'"));
        CallArguments arguments = CallArguments.NONE;
        if (tokens.peek().is("(")) {
            arguments = expressions.arguments();
        } else if (beginsArgument()) {
            Expression argument = postfix(primary());
            arguments = new CallArguments(List.of(new CallArguments.Positional(argument, false)), List.of());
        }
        Expression tested = new Expression.Tested(value, test, arguments);
        return negated ? new Expression.Negated(tested) : tested;
    }

    private boolean beginsArgument() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case STRING, INTEGER, FLOAT -> true;
            case NAME -> !NOT_ARGUMENTS.contains(token.text());
            default -> token.is("[") || token.is("{");
        };
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(tokens.name());
        while (tokens.skip(".")) {
            name.append('.').append(tokens.name());
        }
        return name.toString();
    }
}
