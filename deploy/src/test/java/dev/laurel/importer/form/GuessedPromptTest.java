package dev.laurel.importer.form;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.laurel.importer.form.Rows.assertRefused;
import static dev.laurel.importer.form.Rows.read;
import static dev.laurel.importer.form.Rows.turns;
import static dev.laurel.importer.form.Rows.user;
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
                "'prompt':'Hi','goal':'Sell tea.'"
            })
    void whatStandsBesideAPromptIsNotDropped(String fields) {
        assertRefused("{" + fields + ALIKE, Refusal.UNREAD_FIELD);
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
