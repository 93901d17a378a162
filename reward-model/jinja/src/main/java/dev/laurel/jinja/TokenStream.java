package dev.laurel.jinja;

import java.util.List;

/** The tokens of a template with a place in them. */
final class TokenStream {

    private final String template;
    private final List<Token> tokens;
    private int position;
    private int depth;

    TokenStream(String template, List<Token> tokens) {
        this.template = template;
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(position);
    }

    Token peekNext() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(position);
        if (token.kind() != Token.Kind.END) {
            position++;
        }
        return token;
    }

    boolean skip(String operator) {
        return advanceIf(peek().is(operator));
    }

    boolean skipName(String name) {
        return advanceIf(peek().isName(name));
    }

    private boolean advanceIf(boolean matches) {
        if (matches) {
            position++;
        }
        return matches;
    }

    void expect(String operator) {
        if (!skip(operator)) {
            throw failure("expected '" + operator + "', got " + peek().shown());
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw failure("expected '" + name + "', got " + peek().shown());
        }
    }

    Token expect(Token.Kind kind) {
        if (peek().kind() != kind) {
            throw failure("expected " + new Token(kind, "", 0).shown() + ", got " + peek().shown());
        }
        return next();
    }

    String name() {
        if (peek().kind() != Token.Kind.NAME) {
            throw failure("expected a name, got " + peek().shown());
        }
        return next().text();
    }

    /** One level of nesting down; every way in has its {@link #leave()}. */
    void enter() {
        if (++depth > Limits.DEPTH / 2) {
            throw failure("nested deeper than " + Limits.DEPTH / 2 + " levels");
        }
    }

    void leave() {
        depth--;
    }

    TemplateException failure(String reason) {
        return failure(peek().line(), reason);
    }

    TemplateException failure(int line, String reason) {
        return new TemplateException(template, line, reason);
    }
}
