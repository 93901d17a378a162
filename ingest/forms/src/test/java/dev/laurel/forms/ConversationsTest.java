package dev.laurel.forms;

import org.junit.jupiter.api.Test;

import static dev.laurel.forms.Rows.assertRefused;
import static dev.laurel.forms.Rows.assistant;
import static dev.laurel.forms.Rows.read;
import static dev.laurel.forms.Rows.row;
import static dev.laurel.forms.Rows.system;
import static dev.laurel.forms.Rows.turns;
import static dev.laurel.forms.Rows.user;
import static org.assertj.core.api.Assertions.assertThat;

class ConversationsTest {

    private static final String TEA = "{'role':'user','content':'Tea or coffee?'}";
    private static final String GREEN = "{'role':'assistant','content':'Green tea.'}";
    private static final String BLACK = "{'role':'assistant','content':'Black coffee.'}";

    @Test
    void sharedTurnsOfWholeConversationsAreThePrompt() {
        ImportedPair pair = read("{'chosen':[" + TEA + "," + GREEN + "],'rejected':[" + TEA + "," + BLACK + "]}");

        assertThat(pair.prompt()).isEqualTo(turns(user("Tea or coffee?")));
        assertThat(pair.chosen().messages()).isEqualTo(turns(assistant("Green tea.")));
        assertThat(pair.rejected().messages()).isEqualTo(turns(assistant("Black coffee.")));
    }

    @Test
    void answersAreReadBesideAPromptThatIsAList() {
        ImportedPair pair = read("{'prompt':[{'role':'system','content':'Be brief.'}," + TEA + "],'chosen':[" + GREEN
                + "],'rejected':[" + BLACK + "]}");

        assertThat(pair.prompt()).isEqualTo(turns(system("Be brief."), user("Tea or coffee?")));
        assertThat(pair.chosen().messages()).isEqualTo(turns(assistant("Green tea.")));
    }

    @Test
    void answersAreReadBesideAPromptThatIsAString() {
        ImportedPair pair = read("{'prompt':'Tea or coffee?','chosen':[" + GREEN + "],'rejected':[" + BLACK + "]}");

        assertThat(pair.prompt()).isEqualTo(turns(user("Tea or coffee?")));
    }

    @Test
    void aPromptRepeatedBesideWholeConversationsIsTakenOnce() {
        ImportedPair pair = read("{'prompt':'Tea or coffee?','chosen':[" + TEA + "," + GREEN + "],'rejected':[" + TEA
                + "," + BLACK + "],'score_chosen':8.5,'score_rejected':3}");

        assertThat(pair.prompt()).isEqualTo(turns(user("Tea or coffee?")));
        assertThat(pair.chosen().score()).hasValue(8.5);
        assertThat(pair.rejected().score()).hasValue(3);
    }

    @Test
    void aPromptThatTheConversationsDoNotContainIsRefused() {
        assertRefused(
                        "{'prompt':'Juice?','chosen':[" + TEA + "," + GREEN + "],'rejected':[" + TEA + "," + BLACK
                                + "]}",
                        Refusal.NO_PROMPT)
                .hasMessage("prompt is not among the turns that chosen and rejected share");
    }

    @Test
    void conversationsThatPartEarlyGiveAnswersOfSeveralTurns() {
        ImportedPair pair = read("{'chosen':[" + TEA + "," + GREEN + ",{'role':'user','content':'Why?'}," + BLACK
                + "],'rejected':[" + TEA + "," + BLACK + "]}");

        assertThat(pair.prompt()).isEqualTo(turns(user("Tea or coffee?")));
        assertThat(pair.chosen().messages())
                .isEqualTo(turns(assistant("Green tea."), user("Why?"), assistant("Black coffee.")));
        assertThat(pair.rejected().messages()).isEqualTo(turns(assistant("Black coffee.")));
    }

    @Test
    void oneConversationThatContinuesTheOtherStillLeavesBothAnAnswer() {
        ImportedPair pair = read("{'chosen':[" + TEA + "," + GREEN + ",{'role':'user','content':'Why?'}," + BLACK
                + "],'rejected':[" + TEA + "," + GREEN + "]}");

        assertThat(pair.prompt()).isEqualTo(turns(user("Tea or coffee?")));
        assertThat(pair.rejected().messages()).isEqualTo(turns(assistant("Green tea.")));
    }

    @Test
    void whatElseTheRowSaysOfThePairIsKept() {
        ImportedPair pair = read("{'prompt_id':17,'system':'Be brief.','language':'en','margin':0.25,'chosen':[" + TEA
                + "," + GREEN + "],'rejected':[" + TEA + "," + BLACK + "],'chosen_score':0.9,'rejected_score':null,"
                + "'chosen_model':'kettle-2','rejected_model':'kettle-1'}");

        assertThat(pair.promptId()).hasValue("17");
        assertThat(pair.prompt()).isEqualTo(turns(system("Be brief."), user("Tea or coffee?")));
        assertThat(pair.language()).hasValue("en");
        assertThat(pair.margin()).hasValue(0.25);
        assertThat(pair.chosen().score()).hasValue(0.9);
        assertThat(pair.rejected().score()).isEmpty();
        assertThat(pair.chosen().generator()).hasValue("kettle-2");
        assertThat(pair.rejected().generator()).hasValue("kettle-1");
    }

    @Test
    void anEmptySystemTurnIsLeftOut() {
        String silent = "{'role':'system','content':''},";

        ImportedPair pair =
                read("{'chosen':[" + silent + TEA + "," + GREEN + "],'rejected':[" + silent + TEA + "," + BLACK + "]}");

        assertThat(pair.prompt()).isEqualTo(turns(user("Tea or coffee?")));
    }

    @Test
    void chosenEqualToRejectedIsRefused() {
        assertRefused(
                        "{'chosen':[" + TEA + "," + GREEN + "],'rejected':[" + TEA + "," + GREEN + "]}",
                        Refusal.SAME_ANSWER)
                .hasMessage("chosen equals rejected");
    }

    @Test
    void anEmptyConversationIsRefused() {
        assertRefused("{'chosen':[],'rejected':[" + TEA + "," + GREEN + "]}", Refusal.EMPTY_TEXT)
                .hasMessage("chosen holds no turns");
    }

    @Test
    void anEmptyAnswerIsRefused() {
        assertRefused(
                        "{'chosen':[" + TEA + "," + GREEN + "],'rejected':[" + TEA
                                + ",{'role':'assistant','content':' '}]}",
                        Refusal.EMPTY_TEXT)
                .hasMessage("rejected[1].content is empty");
    }

    @Test
    void aTurnWithoutTextIsRefused() {
        assertRefused(
                        "{'chosen':[" + TEA + ",{'role':'assistant'}],'rejected':[" + TEA + "," + BLACK + "]}",
                        Refusal.MISSING_FIELD)
                .hasMessage("chosen[1].content is missing");
    }

    @Test
    void anUnknownRoleIsRefused() {
        assertRefused(
                        "{'chosen':[{'role':'narrator','content':'Once.'}," + GREEN + "],'rejected':[" + TEA + "]}",
                        Refusal.UNKNOWN_ROLE)
                .hasMessage("chosen[0].role is \"narrator\"");
    }

    @Test
    void conversationsThatShareNothingAreRefused() {
        assertRefused(
                        "{'chosen':[" + TEA + "," + GREEN + "],'rejected':[{'role':'user','content':'Milk?'}," + BLACK
                                + "]}",
                        Refusal.NO_PROMPT)
                .hasMessage("chosen parts from the other side at a turn of role user, not assistant");
    }

    @Test
    void answersWithoutAPromptAreRefused() {
        assertRefused("{'chosen':[" + GREEN + "],'rejected':[" + BLACK + "]}", Refusal.NO_PROMPT)
                .hasMessage("what chosen and rejected share holds no user turn");
    }

    @Test
    void aConversationThatEndsWithTheUserIsRefused() {
        assertRefused("{'chosen':[" + TEA + "," + GREEN + "],'rejected':[" + TEA + "]}", Refusal.NO_ANSWER)
                .hasMessage("rejected ends with a turn of role user, not assistant");
    }

    @Test
    void theFormIsRecognised() {
        assertThat(Form.of(row("{'chosen':[],'rejected':[]}"))).isEqualTo(Form.CONVERSATIONS);
    }
}
