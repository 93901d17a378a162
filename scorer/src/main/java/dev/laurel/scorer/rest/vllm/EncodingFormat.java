package dev.laurel.scorer.rest.vllm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

import dev.laurel.scorer.rest.call.Fields;
import dev.laurel.scorer.rest.call.Refusals;

import com.fasterxml.jackson.databind.JsonNode;

/** How a list of numbers is written, {@code encoding_format}; OpenAI's Python client asks for BASE64 unless it is told otherwise. */
enum EncodingFormat {
    FLOAT,
    /** As text: the numbers as float32, the lowest byte first. */
    BASE64;

    static EncodingFormat read(JsonNode json) {
        return switch (Fields.text(json, "encoding_format").orElse("float")) {
            case "float" -> FLOAT;
            case "base64" -> {
                refuseOthers(json, "embed_dtype", List.of("float32"));
                refuseOthers(json, "endianness", List.of("native", "little"));
                yield BASE64;
            }
            default ->
                throw Refusals.badParameter("encoding_format", "encoding_format must be \"float\" or \"base64\"");
        };
    }

    private static void refuseOthers(JsonNode json, String field, List<String> known) {
        Fields.text(json, field).filter(given -> !known.contains(given)).ifPresent(given -> {
            throw Refusals.badParameter(field, field + " must be one of " + known);
        });
    }

    /** A list of the number, or a text. */
    Object of(double number) {
        return switch (this) {
            case FLOAT -> List.of(number);
            case BASE64 ->
                Base64.getEncoder()
                        .encodeToString(ByteBuffer.allocate(Float.BYTES)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putFloat((float) number)
                                .array());
        };
    }
}
