package dev.laurel.bench.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Changes one place of a JSON text: another value, another type, nothing, twice, unknown. The result may be no JSON. */
final class JsonMutation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOLE = "\"@hole@\"";

    /** Raw JSON values, many of which no field takes. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "\"\"",
            "\"   \"",
            "0",
            "-1",
            "1",
            "2",
            "0.5",
            "-0.0",
            "1e308",
            "-1e308",
            "1e400",
            "1e-320",
            "1e9",
            "-1e9",
            "123456789012345678901234567890",
            "9223372036854775807",
            "-9223372036854775808",
            "2147483648",
            "1e1000000",
            "0.1e-99999999",
            "NaN",
            "Infinity",
            "-",
            "01",
            "\"1\"",
            "\"NaN\"",
            "\"\\ud800\"",
            "\"\\udc00x\"",
            "\"\\u0000\"",
            "\"a\\nb\\r\\u001b[31m\"",
            "\"\\u2028\\u202e\"",
            "\"acme/x\"",
            "\"..\"",
            "\"/\"",
            "\"%s%n%d\"",
            "\"${jndi:x}\"",
            "\"<script>\"",
            "\"A\"",
            "\"default\"",
            "1764000000",
            "1764000000000",
            "1764000000000000",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"1970-01-01T00:00:00Z\"",
            "\"2999-01-01T00:00:00Z\"",
            "\"-0001-01-01T00:00:00Z\"",
            "[[[[[[[[[[]]]]]]]]]]",
            "[null]",
            "{\"a\":1}",
            "[1,\"a\",null]",
            "\"👩‍👩‍👧\"",
            "\"\\ufeffa\"",
            "{\"type\":\"text\",\"text\":\"quokkaletter\"}",
            "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}}]",
            "[{\"type\":\"text\",\"text\":\"quokkaletter\"}]",
            "\"tool\"",
            "\"assistant\"");

    private JsonMutation() {}

    static String of(String body, RandomGenerator random) {
        try {
            return mutated(JSON.readTree(body), random);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + body, e);
        }
    }

    private record Place(JsonNode parent, String name, int index) {}

    private static String mutated(JsonNode tree, RandomGenerator random) throws JsonProcessingException {
        List<Place> places = new ArrayList<>();
        collect(tree, places);
        Place place = places.get(random.nextInt(places.size()));
        switch (random.nextInt(8)) {
            case 0 -> remove(place);
            case 1 -> add(place, random);
            case 2 -> {
                set(place);
                String value = JSON.writeValueAsString(JSON.readTree(tree.toString()));
                return value.replace(HOLE, deep(random));
            }
            case 3 -> {
                set(place);
                return tree.toString().replace(HOLE, '"' + "quokkaletter ".repeat(1 + random.nextInt(6_000)) + '"');
            }
            default -> {
                set(place);
                return tree.toString().replace(HOLE, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        return tree.toString();
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> places.add(new Place(object, name, 0)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                places.add(new Place(array, null, i));
            }
        }
        node.forEach(child -> collect(child, places));
    }

    private static void set(Place place) {
        if (place.parent() instanceof ObjectNode object) {
            object.put(place.name(), "@hole@");
        } else {
            ((ArrayNode) place.parent()).set(place.index(), "@hole@");
        }
    }

    private static void remove(Place place) {
        if (place.parent() instanceof ObjectNode object) {
            object.remove(place.name());
        } else {
            ((ArrayNode) place.parent()).remove(place.index());
        }
    }

    private static void add(Place place, RandomGenerator random) {
        if (place.parent() instanceof ObjectNode object) {
            object.put("unknown" + random.nextInt(3), "quokkaletter");
        } else {
            ArrayNode array = (ArrayNode) place.parent();
            JsonNode copy = array.get(place.index());
            int copies = 1 + random.nextInt(300);
            for (int i = 0; i < copies; i++) {
                array.add(copy.deepCopy());
            }
        }
    }

    private static String deep(RandomGenerator random) {
        int depth = 1 << random.nextInt(16);
        boolean objects = random.nextBoolean();
        return (objects ? "{\"a\":" : "[").repeat(depth) + "1" + (objects ? "}" : "]").repeat(depth);
    }
}
