package dev.laurel.ingest.rest;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;

/** A parser that stops at an item of very many tokens: as a tree each of them takes fifty times its bytes. For one body. */
final class FrugalParser extends JsonParserDelegate {

    /** A conversation of 30,000 turns is fewer. */
    static final int MOST_TOKENS = 200_000;

    private int tokens;

    FrugalParser(JsonParser parser) {
        super(parser);
    }

    /** An item that is none of Laurel's, in words that can be shown. */
    static final class TooManyTokensException extends JsonProcessingException {

        private static final long serialVersionUID = 1;

        TooManyTokensException(JsonParser parser) {
            super("an item has more than %,d values".formatted(MOST_TOKENS), parser.currentLocation());
        }
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        boolean betweenItems = getParsingContext().inRoot()
                || getParsingContext().getParent().inRoot()
                        && getParsingContext().inArray();
        tokens = betweenItems ? 0 : tokens + 1;
        if (tokens > MOST_TOKENS) {
            throw new TooManyTokensException(this);
        }
        return token;
    }
}
