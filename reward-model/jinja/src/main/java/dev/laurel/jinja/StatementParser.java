package dev.laurel.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the blocks of a template. */
final class StatementParser {

    private static final Expression TRUE = new Expression.Literal(true);

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final OperandParser operands;
    private int loops;

    StatementParser(TokenStream tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
        this.operands = new OperandParser(tokens, expressions);
    }

    List<Statement> template() {
        return body(Set.of());
    }

    /** Statements up to a tag of one of these names, whose name is read, or to the end of the template if there are none. */
    private List<Statement> body(Set<String> ends) {
        tokens.enter();
        List<Statement> body = new ArrayList<>();
        while (true) {
            Token token = tokens.next();
            if (token.kind() == Token.Kind.TEXT) {
                body.add(new Statement.Plain(token.line(), token.text()));
            } else if (token.kind() == Token.Kind.OUTPUT_BEGIN) {
                body.add(new Statement.Output(token.line(), expressions.tuple(true)));
                tokens.expect(Token.Kind.OUTPUT_END);
            } else if (token.kind() == Token.Kind.BLOCK_BEGIN
                    && ends.contains(tokens.peek().text())) {
                break;
            } else if (token.kind() == Token.Kind.BLOCK_BEGIN) {
                body.add(block(token.line()));
            } else if (ends.isEmpty()) {
                break;
            } else {
                throw tokens.failure("expected a block "
                        + String.join(" or ", ends.stream().sorted().toList()));
            }
        }
        tokens.leave();
        return body;
    }

    /** As {@link #body}, for the one tag that ends it, which is read whole. */
    private List<Statement> bodyUntil(String end) {
        List<Statement> body = body(Set.of(end));
        tokens.expectName(end);
        blockEnd();
        return body;
    }

    private void blockEnd() {
        tokens.expect(Token.Kind.BLOCK_END);
    }

    private Statement block(int line) {
        String tag = tokens.name();
        return switch (tag) {
            case "if" -> ifBlock(line);
            case "for" -> forLoop(line);
            case "set" -> set(line);
            case "macro" -> macro(line);
            case "call" -> call(line);
            case "filter" -> filter(line);
            case "with" -> with(line);
            case "generation" -> {
                blockEnd();
                yield new Statement.With(line, List.of(), List.of(), bodyUntil("endgeneration"));
            }
            case "break" -> leave(line, Statement.Flow.BREAK);
            case "continue" -> leave(line, Statement.Flow.CONTINUE);
            default -> throw tokens.failure(line, "unknown tag '" + tag + "'");
        };
    }

    private Statement leave(int line, Statement.Flow flow) {
        if (loops == 0) {
            throw tokens.failure(line, "break or continue outside of a loop");
        }
        blockEnd();
        return new Statement.Leave(line, flow);
    }

    private Statement ifBlock(int line) {
        List<Statement.Branch> branches = new ArrayList<>();
        do {
            Expression condition = expressions.tuple(false);
            blockEnd();
            branches.add(new Statement.Branch(condition, body(Set.of("elif", "else", "endif"))));
        } while (tokens.skipName("elif"));
        return new Statement.If(line, branches, otherwise("endif"));
    }

    private List<Statement> otherwise(String end) {
        if (tokens.skipName("else")) {
            blockEnd();
            return bodyUntil(end);
        }
        tokens.expectName(end);
        blockEnd();
        return List.of();
    }

    private Statement forLoop(int line) {
        Target target = target(false);
        tokens.expectName("in");
        Expression values = expressions.tuple(false);
        Expression condition = tokens.skipName("if") ? expressions.expression() : TRUE;
        boolean recursive = tokens.skipName("recursive");
        blockEnd();
        loops++;
        List<Statement> body = body(Set.of("else", "endfor"));
        loops--;
        return new ForLoop(line, target, values, condition, recursive, body, otherwise("endfor"));
    }

    private Target target(boolean namespaces) {
        List<Target> targets = new ArrayList<>();
        boolean comma = false;
        do {
            if (comma
                    && tokens.peek().kind() != Token.Kind.NAME
                    && !tokens.peek().is("(")) {
                break;
            }
            targets.add(oneTarget(namespaces));
            comma = tokens.skip(",");
        } while (comma);
        return targets.size() == 1 && !comma ? targets.get(0) : new Target.Several(targets);
    }

    private Target oneTarget(boolean namespaces) {
        if (tokens.skip("(")) {
            tokens.enter();
            Target target = target(namespaces);
            tokens.leave();
            tokens.expect(")");
            return target;
        }
        String name = tokens.name();
        if (Set.of("true", "True", "false", "False", "none", "None").contains(name)) {
            throw tokens.failure("cannot assign to '" + name + "'");
        }
        return namespaces && tokens.skip(".")
                ? new Target.NamespaceAttribute(name, tokens.name())
                : new Target.Variable(name);
    }

    private Statement set(int line) {
        Target target = target(true);
        if (tokens.skip("=")) {
            Expression value = expressions.tuple(true);
            blockEnd();
            return new Statement.Assign(line, target, value);
        }
        Expression filtered = operands.filters(new Expression.Name(Statement.BLOCK));
        blockEnd();
        return new Statement.AssignBlock(line, target, filtered, bodyUntil("endset"));
    }

    private Statement filter(int line) {
        Expression first = operands.filter(new Expression.Name(Statement.BLOCK));
        Expression filtered = operands.filters(first);
        blockEnd();
        return new Statement.FilterBlock(line, filtered, bodyUntil("endfilter"));
    }

    private Statement with(int line) {
        List<Target> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (tokens.peek().kind() != Token.Kind.BLOCK_END) {
            if (!targets.isEmpty()) {
                tokens.expect(",");
            }
            targets.add(oneTarget(false));
            tokens.expect("=");
            values.add(expressions.expression());
        }
        blockEnd();
        return new Statement.With(line, targets, values, bodyUntil("endwith"));
    }

    private MacroDefinition macro(int line) {
        String name = tokens.name();
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        parameters(parameters, defaults);
        blockEnd();
        return new MacroDefinition(line, name, parameters, defaults, macroBody("endmacro"));
    }

    private void parameters(List<String> parameters, List<Expression> defaults) {
        tokens.expect("(");
        while (!tokens.skip(")")) {
            if (!parameters.isEmpty()) {
                tokens.expect(",");
            }
            parameters.add(tokens.name());
            if (tokens.skip("=")) {
                defaults.add(expressions.expression());
            } else if (!defaults.isEmpty()) {
                throw tokens.failure("parameter without a default after one with a default");
            }
        }
    }

    private List<Statement> macroBody(String end) {
        int outside = loops;
        loops = 0;
        List<Statement> body = bodyUntil(end);
        loops = outside;
        return body;
    }

    private Statement call(int line) {
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        if (tokens.peek().is("(")) {
            parameters(parameters, defaults);
        }
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw tokens.failure(line, "expected a call");
        }
        blockEnd();
        return new CallBlock(
                line, call, new MacroDefinition(line, "caller", parameters, defaults, macroBody("endcall")));
    }
}
