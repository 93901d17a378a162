package dev.laurel.forms;

import org.junit.jupiter.api.Test;

import static dev.laurel.forms.Rows.assertRefused;
import static dev.laurel.forms.Rows.assistant;
import static dev.laurel.forms.Rows.read;
import static dev.laurel.forms.Rows.system;
import static dev.laurel.forms.Rows.turns;
import static dev.laurel.forms.Rows.user;
import static org.assertj.core.api.Assertions.assertThat;

class ShareGptTest {

    private static final String ASKED =
            "'conversations':[{'from':'system','value':'Be kind.'}," + "{'from':'human','value':'Will it rain?'}]";

    @Test
    void conversationAndOneTurnEachAreRead() {
        ImportedPair pair = read("{" + ASKED + ",'chosen':{'from':'gpt','value':'Yes, at noon.'},"
                + "'rejected':{'from':'gpt','value':'Who knows.'}}");

        assertThat(pair.prompt()).isEqualTo(turns(system("Be kind."), user("Will it rain?")));
        assertThat(pair.chosen().messages()).isEqualTo(turns(assistant("Yes, at noon.")));
        assertThat(pair.rejected().messages()).isEqualTo(turns(assistant("Who knows.")));
    }

    @Test
    void answersMayBeListsOfTurns() {
        ImportedPair pair = read("{" + ASKED + ",'chosen':[{'from':'gpt','value':'Perhaps.'},"
                + "{'from':'human','value':'So?'},{'from':'gpt','value':'Yes.'}],"
                + "'rejected':[{'from':'gpt','value':'No.'}]}");

        assertThat(pair.chosen().messages())
                .extracting(turn -> turn.getRole())
                .containsExactly("assistant", "user", "assistant");
    }

    @Test
    void aCallOfAToolIsRefused() {
        assertRefused(
                        "{" + ASKED + ",'chosen':[{'from':'function_call','value':'weather()'},"
                                + "{'from':'observation','value':'rain'},{'from':'gpt','value':'Yes.'}],"
                                + "'rejected':[{'from':'gpt','value':'No.'}]}",
                        Refusal.NOT_TEXT)
                .hasMessage("chosen[0] is a call of a tool, and Laurel reads only text");
    }

    @Test
    void aConversationThatIsAnsweredAlreadyIsRefused() {
        assertRefused(
                "{'conversations':[{'from':'human','value':'Rain?'},{'from':'gpt','value':'Hm.'}],"
                        + "'chosen':{'from':'gpt','value':'a'},'rejected':{'from':'gpt','value':'b'}}",
                Refusal.NO_PROMPT);
    }

    @Test
    void anUnknownSpeakerIsRefused() {
        assertRefused(
                        "{'conversations':[{'from':'oracle','value':'Hm.'}],'chosen':{'from':'gpt','value':'a'},"
                                + "'rejected':{'from':'gpt','value':'b'}}",
                        Refusal.UNKNOWN_ROLE)
                .hasMessage("conversations[0].from is \"oracle\"");
    }

    @Test
    void anEmptyAnswerIsRefused() {
        assertRefused(
                        "{" + ASKED + ",'chosen':{'from':'gpt','value':''},'rejected':{'from':'gpt','value':'b'}}",
                        Refusal.EMPTY_TEXT)
                .hasMessage("chosen.value is empty");
    }

    @Test
    void anAnswerThatIsAStringIsRefused() {
        assertRefused("{" + ASKED + ",'chosen':'Yes.','rejected':'No.'}", Refusal.WRONG_TYPE)
                .hasMessage("chosen is a string where a turn is needed");
    }

    @Test
    void anAnswerByTheUserIsRefused() {
        assertRefused(
                "{" + ASKED + ",'chosen':{'from':'human','value':'Yes.'},'rejected':{'from':'gpt','value':'No.'}}",
                Refusal.NO_ANSWER);
    }
}
