// One record of each schema that JavaScript clients write or read most, with every optional field set. The golden bytes are these records; the test
// GoldenBytesTest of the module schemas builds the same ones in Java. Maps have one entry, because their order is not fixed.

const plain = { content_absent: false, tool_calls: [], tool_call_id: null, name: null, reasoning_content: null };
const turn = (role, content, rest = {}) => ({ role, content, ...plain, ...rest });

const tools = '[{"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}]';
const prompt = [
  turn("developer", "Use the tools."),
  turn("system", "Answer briefly."),
  turn("user", "天空为什么是蓝色的？"),
];
const called = [
  turn("assistant", "", {
    content_absent: true,
    tool_calls: [
      { id: "c-1", type: "function", name: "weather", arguments: '{"city": "北京", "days": 1.0}' },
      { id: "c-2", type: "function", name: "clock", arguments: '"{\\"zone\\": \\"Asia/Shanghai\\"}"' },
    ],
    name: "planner",
    reasoning_content: "The sky first, then the time.",
  }),
  turn("tool", "clear", { tool_call_id: "c-1", name: "weather" }),
  turn("tool", "", { tool_call_id: "c-2", name: "clock" }),
];
const answers = {
  a: [...called, turn("assistant", "Air scatters blue light most. 🌤")],
  b: [...called, turn("assistant", "Because of the sea.")],
};
const payload = (kind, value) => ({ [`dev.laurel.schema.${kind}`]: value });

export const goldenRecords = {
  "responses.generated.v1": {
    response_id: "r-1",
    tenant: "acme",
    task: "explain",
    prompt_id: "p/1",
    messages: prompt,
    tools,
    response: "Air scatters blue light most. 🌤",
    answer: answers.a,
    subject: "s-1",
    language: "zh-Hans",
    generator: "writer-7b@3",
    group_id: "g-1",
    group_size: 4,
    attempt: 2,
    finish_reason: "LENGTH",
    event_time: 1790000000123,
    attributes: { region: "北京" },
  },

  "feedback.events.v1": {
    event_id: "e-2",
    feedback_id: "f-1",
    tenant: "acme",
    task: "explain",
    event_time: 1790000060456,
    operation: "UPDATE",
    supersedes: "e-1",
    source: { system: "web-chat", actor: "ANNOTATOR", subject: "s-1", annotator: "n-1" },
    prompt_id: "p/1",
    messages: prompt,
    tools,
    language: "zh-Hans",
    candidates: [
      {
        response_id: "r-1",
        generator: "writer-7b@3",
        messages: answers.a,
        reference: "s3://answers/r-1",
        position: 1,
        score: 4.5,
        reward: -0.125,
        model_line: "plain",
        model_version: 300,
      },
      {
        response_id: "r-2",
        generator: "writer-7b@2",
        messages: answers.b,
        reference: "s3://answers/r-2",
        position: 0,
        score: 0.1,
        reward: 1e-9,
        model_line: "plain",
        model_version: 300,
      },
    ],
    payload: payload("Comparison", { response_a: "r-1", response_b: "r-2", outcome: "A", strength: 0.75 }),
    comment: "清楚, and short",
    tags: ["factual", "tone"],
    attributes: { page: "/chat" },
  },

  "preference.pairs.v1": {
    pair_id: "pair-1",
    operation: "PUBLISH",
    tenant: "acme",
    task: "explain",
    language: "zh-Hans",
    prompt_id: "p/1",
    prompt,
    tools,
    chosen: { response_id: "r-1", generator: "writer-7b@3", messages: answers.a, score: 4.5 },
    rejected: { response_id: "r-2", generator: "writer-7b@2", messages: answers.b, score: 0.1 },
    margin: 0.25,
    weight: 1 / 6,
    source: {
      kind: "COMPARISON",
      system: "web-chat",
      actor: "ANNOTATOR",
      subject: "s-1",
      annotator: "n-1",
      event_ids: ["e-1", "e-2"],
    },
    event_time: 1790000060456,
    attributes: { page: "/chat" },
  },
};
