import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.RewardText;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The ids that a model reads of conversations, one JSON line each: {@code Ids MODEL FILE}, a list of messages in each line of the file. */
final class Ids {

    private Ids() {}

    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        try (RewardText text = RewardText.load(Path.of(arguments[0]))) {
            for (String line : Files.readAllLines(Path.of(arguments[1]))) {
                List<Message> conversation = new ArrayList<>();
                for (JsonNode turn : json.readTree(line)) {
                    conversation.add(new Message(
                            turn.get("role").textValue(), turn.get("content").textValue()));
                }
                System.out.println(Arrays.toString(text.encode(conversation).ids()));
            }
        }
    }
}
