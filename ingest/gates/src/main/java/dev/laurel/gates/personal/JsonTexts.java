package dev.laurel.gates.personal;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** JSON in which the texts are replaced, and all else is left as it is written. */
record JsonTexts(Replacing replacing) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** What is not JSON is replaced as a text. */
    String replaced(String json) {
        StringBuilder replaced = new StringBuilder(json.length());
        int copied = 0;
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean quoted = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (!quoted && !token.isNumeric()) {
                    continue;
                }
                String text = parser.getText();
                String other = holdsJson(parser, token, text) ? replaced(text) : replacing.text(text);
                if (!other.equals(text)) {
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    replaced.append(json, copied, start)
                            .append('"')
                            .append(JsonStringEncoder.getInstance().quoteAsString(other))
                            .append('"');
                    copied = quoted ? closing(json, start) + 1 : start + text.length();
                }
            }
        } catch (IOException e) {
            return replacing.text(json);
        }
        return copied == 0 ? json : replaced.append(json, copied, json.length()).toString();
    }

    /** Arguments may be a string that holds an object. */
    private static boolean holdsJson(JsonParser parser, JsonToken token, String text) {
        return token == JsonToken.VALUE_STRING
                && parser.getParsingContext().inRoot()
                && text.stripLeading().startsWith("{");
    }

    /** The quotation mark that ends a string. */
    private static int closing(String json, int opening) {
        int at = opening + 1;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }
}
