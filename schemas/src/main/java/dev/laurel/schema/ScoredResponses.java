package dev.laurel.schema;

/** What every scored record takes over from the response it is about. */
public final class ScoredResponses {

    private ScoredResponses() {}

    /** A scored record that still needs its reward, its model, its origin and its timings. */
    public static ScoredResponse.Builder of(GeneratedResponse response) {
        return ScoredResponse.newBuilder()
                .setResponseId(response.getResponseId())
                .setTenant(response.getTenant())
                .setTask(response.getTask())
                .setPromptId(response.getPromptId())
                .setMessages(response.getMessages())
                .setTools(response.getTools().orElse(null))
                .setResponse(response.getResponse())
                .setAnswer(response.getAnswer())
                .setSubject(response.getSubject().orElse(null))
                .setLanguage(response.getLanguage().orElse(null))
                .setGenerator(response.getGenerator().orElse(null))
                .setGroupId(response.getGroupId().orElse(null))
                .setGroupSize(response.getGroupSize().orElse(null))
                .setAttempt(response.getAttempt())
                .setEventTime(response.getEventTime())
                .setAttributes(response.getAttributes());
    }
}
