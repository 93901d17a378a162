package dev.laurel.forms;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.laurel.forms.Rows.assertRefused;
import static dev.laurel.forms.Rows.read;
import static dev.laurel.forms.Rows.turns;
import static dev.laurel.forms.Rows.user;
import static org.assertj.core.api.Assertions.assertThat;

/** Rows whose prompt would be guessed, or read by halves, because it stands where no form looks for it. */
class GuessedPromptTest {

    private static final String ALIKE = ",'chosen':'The sky is blue.','rejected':'The sky is green.'}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'question':null",
                "'question':''",
                "'instruction':'  '",
                "'input':[]",
                "'prompt':null",
                "'context':1987",
                "'chat':[{'role':'user','content':'What colour is the sky?'}]",
                "'topic':'What colour is the sky?'",
                "'source':'Der Himmel ist heute blau.'"
            })
    void aFieldThatMayBeThePromptKeepsOneFromBeingMade(String field) {
        assertRefused("{" + field + ALIKE, Refusal.UNREAD_FIELD);
    }

    @Test
    void labelsDoNot() {
        String labels = "'topic':'the weather','id':7,'model':'m-1','created_at':'2026-11-22T08:00:00Z'";

        assertThat(read("{" + labels + ALIKE).prompt()).isEqualTo(turns(user("The sky is")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'prompt':'Add one.','input':42",
                "'prompt':'A or B?','context':'A'",
                "'prompt':'Hi','chat':[{'role':'user','content':'Before.'}]",
                "'prompt':'Hi','sys':'Be brief.'",
                "'prompt':'Hi','goal':'Sell tea.'",
                "'prompt':'What does it print?','code':'print(1)'",
                "'prompt':'What does it print?','source_code':'print(1)'",
                "'prompt':'Solve it.','hint':'Use induction.'",
                "'prompt':'Which?','choices':['red','blue']",
                "'prompt':'Sum it up.','title':'On tea'",
                "'prompt':'Sum it up.','description':'Tea and how to boil it.'",
                "'prompt':'How many?','db_schema':'x','schema':'CREATE TABLE t (a INT)'"
            })
    void whatStandsBesideAPromptIsNotDropped(String fields) {
        assertRefused("{" + fields + ALIKE, Refusal.UNREAD_FIELD);
    }

    @Test
    void whatIsKnownToBeNoPartOfThePromptIsIgnored() {
        String row = "{'prompt':'Solve it.','hint':'Use induction.','title':'T 1'" + ALIKE;

        Row ignoring = Rows.row(row).without(Set.of("hint", "title"));

        assertThat(Form.of(ignoring).read(ignoring).prompt()).isEqualTo(turns(user("Solve it.")));
        assertRefused(row, Refusal.UNREAD_FIELD)
                .hasMessageStartingWith("hint may belong to the prompt")
                .hasMessageEndingWith("(laurel import: --ignore NAME)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'country_code':'DE'",
                "'title_id':'t7'",
                "'difficulty':'hard'",
                "'hint':'\u200b'",
                "'annotator_name':'A. Person'",
                "'quality_notes':'well written'"
            })
    void whatSaysSomethingOfThePairIsNoPartOfThePrompt(String field) {
        assertThat(read("{'prompt':'Hi'," + field + ALIKE).prompt()).isEqualTo(turns(user("Hi")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A chat of a user and an assistant. USER: hi ASSISTANT: ",
                "Be kind.\\n\\nHuman: hi\\n\\nAssistant: ",
                "Below is a task.\\n\\n### Instruction:\\nSay hi.\\n\\n### Response:\\n",
                "以下是对话。\\n用户：你好\\n助手： "
            })
    void anIntroductionDoesNotHideATranscript(String transcript) {
        assertRefused(
                "{'chosen':'" + transcript + "Yes.','rejected':'" + transcript + "No.'}", Refusal.UNKNOWN_TRANSCRIPT);
        assertRefused("{'prompt':'" + transcript + "','chosen':'Yes.','rejected':'No.'}", Refusal.UNKNOWN_TRANSCRIPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# User\\nHi",
                "## Human:\\nHi\\n## Assistant:\\n",
                "### Instruction:\\nSay hi.",
                "### User: Hi",
                "**User:** Hi",
                "GPT4 Correct User: Hi<|end_of_turn|>GPT4 Correct Assistant:",
                "Code User: Hi",
                "<user>Hi</user>",
                "<user>\\nHi\\n<assistant>",
                "<human>: Hi\\n<bot>:",
                "[USER] Hi [ASSISTANT]",
                "[|Human|]: Hi",
                "<system>Be kind.</system><user>Hi</user>",
                "<extra_id_1>User\\nHi",
                "<reserved_106>Hi<reserved_107>",
                "[Round 1]\\n\\n问：你好\\n\\n答：",
                "system\\nBe kind.\\nuser\\nHi\\nassistant\\n",
                "user\\n\\nHiassistant\\n\\n",
                "<|im_start|>user\\nHi",
                "<|start_header_id|>user<|end_header_id|>\\n\\nHi",
                "[INST] Hi [/INST]"
            })
    void whatSaysWhoSpeaksIsNoPartOfAPrompt(String transcript) {
        String answers =
                ",'chosen':[{'role':'assistant','content':'Yes.'}],'rejected':[{'role':'assistant','content':'No.'}]}";

        assertRefused("{'prompt':'" + transcript + "','chosen':'Yes.','rejected':'No.'}", Refusal.UNKNOWN_TRANSCRIPT);
        assertRefused("{'prompt':'" + transcript + "'" + answers, Refusal.UNKNOWN_TRANSCRIPT);
        assertRefused(
                "{'chosen':'" + transcript + " Yes.','rejected':'" + transcript + " No.'}", Refusal.UNKNOWN_TRANSCRIPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# User stories\\nWrite three.",
                "# Instruction\\nBe brief. What is tea?",
                "**Instruction:** What is tea?",
                "<user><name>Ada</name></user> Write it as JSON.",
                "<system>Be brief.</system> What is tea?",
                "{{user}} enters the room.",
                "[user@host ~]$ ls prints what?",
                "Is GPT4 a user? Explain.",
                "Users: how many are there?",
                "user\\nis a noun. Is model one?"
            })
    void aPromptMayBeginLikeATranscript(String prompt) {
        assertThat(read("{'prompt':'" + prompt + "','chosen':'Yes.','rejected':'No.'}")
                        .prompt())
                .isEqualTo(turns(user(prompt.replace("\\n", "\n"))));
    }

    @Test
    void aDialogueThatIsAskedAboutIsAPrompt() {
        String asked = "Sum this up.\nUser: hi\nAssistant: hello\nThe end.";

        assertThat(read("{'prompt':'" + asked.replace("\n", "\\n") + "','chosen':'Yes.','rejected':'No.'}")
                        .prompt())
                .isEqualTo(turns(user(asked)));
    }

    @Test
    void aListOfTurnsWrittenAsATextIsRefused() {
        String list = "'[{\\\"role\\\": \\\"user\\\", \\\"content\\\": \\\"Hi\\\"}]'";

        assertRefused("{'prompt':" + list + ",'chosen':'Yes.','rejected':'No.'}", Refusal.UNKNOWN_TRANSCRIPT);
    }

    @Test
    void aPromptThatEndsWithAnAnswerIsRefused() {
        assertRefused(
                "{'prompt':[{'role':'user','content':'Hi'},{'role':'assistant','content':'Oh'}]" + ALIKE,
                Refusal.NO_PROMPT);
    }

    @Test
    void filesBesideTextAreNamed() {
        assertRefused("{'prompt':'Hi','jpg':'aGk='" + ALIKE, Refusal.NOT_TEXT);
        assertRefused("{'prompt':[{'role':'user','content':'Hi','files':['a.pdf']}]" + ALIKE, Refusal.NOT_TEXT);
    }
}
