package dev.laurel.reward.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The values of PEFT's {@code adapter_config.json}, read with the file's name in every complaint. */
record PeftConfig(Path path, ObjectNode json) {

    static final String BASE = "base_model_name_or_path";

    static PeftConfig read(Path path) {
        PeftConfig config = new PeftConfig(path, Json.object(path));
        config.requireSupported();
        return config;
    }

    static ObjectNode of(LoraConfig lora, List<LowRank> adapted) {
        ObjectNode json = Json.newObject();
        json.put("peft_type", "LORA").put("task_type", lora.trainHead() ? "SEQ_CLS" : null);
        json.put("r", lora.rank()).put("lora_dropout", 0.0);
        if (lora.alpha() == (long) lora.alpha()) {
            json.put("lora_alpha", (long) lora.alpha()); // PEFT's is a whole number
        } else {
            json.put("lora_alpha", lora.alpha());
        }
        adapted.stream()
                .map(each -> LowRank.module(each.target()))
                .map(module -> module.substring(module.lastIndexOf('.') + 1))
                .distinct()
                .forEach(json.putArray("target_modules")::add);
        if (lora.trainHead()) {
            json.putArray("modules_to_save").add("classifier").add("score");
        }
        json.put("bias", "none").put("fan_in_fan_out", false).put("inference_mode", true);
        return json.put("init_lora_weights", true).put("use_rslora", false).put("use_dora", false);
    }

    CheckpointException refusal(String problem) {
        return new CheckpointException(path, problem);
    }

    String base() {
        return json.path(BASE).asText("");
    }

    private void requireSupported() {
        if (!json.path("peft_type").asText().equals("LORA")) {
            throw refusal("peft_type " + json.path("peft_type") + " is not supported (LORA is)");
        }
        for (String flag : List.of("use_dora", "fan_in_fan_out", "lora_bias")) {
            if (json.path(flag).asBoolean()) {
                throw refusal(flag + " is not supported");
            }
        }
        if (!json.path("bias").asText("none").equals("none")) {
            throw refusal("bias " + json.path("bias") + " is not supported (none is)");
        }
        if (!json.path("layer_replication").isNull()
                && !json.path("layer_replication").isMissingNode()) {
            throw refusal("layer_replication is not supported");
        }
    }

    /** How a weight is adapted if it is: rank and alpha, which patterns may set for some modules. */
    LowRank lowRank(Parameter weight) {
        double r = value("r", "rank_pattern", weight);
        int rank = (int) r;
        if (rank != r) {
            throw refusal("r is no whole number: " + r);
        }
        double alpha = value("lora_alpha", "alpha_pattern", weight);
        boolean stabilized = json.path("use_rslora").asBoolean(); // Kalajdzievski 2023
        return new LowRank(weight, rank, alpha / (stabilized ? Math.sqrt(rank) : rank));
    }

    private double value(String name, String pattern, Parameter weight) {
        JsonNode value = json.path(name);
        for (Map.Entry<String, JsonNode> entry : json.path(pattern).properties()) {
            if (matches(LowRank.module(weight), pattern, entry.getKey())) {
                value = entry.getValue();
                break;
            }
        }
        if (!value.isNumber() || !(value.asDouble() > 0) || !Double.isFinite(value.asDouble())) {
            throw refusal(name + " is not a positive number: " + value);
        }
        return value.asDouble();
    }

    private boolean matches(String module, String pattern, String key) {
        try {
            return module.matches("(.*\\.)?(" + key + ")");
        } catch (PatternSyntaxException e) {
            throw refusal(pattern + " has a key that is no regular expression: " + key);
        }
    }
}
