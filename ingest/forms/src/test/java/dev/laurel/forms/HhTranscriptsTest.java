package dev.laurel.forms;

import org.junit.jupiter.api.Test;

import static dev.laurel.forms.Rows.assertRefused;
import static dev.laurel.forms.Rows.assistant;
import static dev.laurel.forms.Rows.read;
import static dev.laurel.forms.Rows.row;
import static dev.laurel.forms.Rows.turns;
import static dev.laurel.forms.Rows.user;
import static org.assertj.core.api.Assertions.assertThat;

class HhTranscriptsTest {

    private static final String SHARED = "\\n\\nHuman: My bike squeaks.\\n\\nAssistant: Where?\\n\\nHuman: The chain.";

    @Test
    void sharedTurnsAreThePrompt() {
        ImportedPair pair = read("{'chosen':'" + SHARED + "\\n\\nAssistant: Oil it.','rejected':'" + SHARED
                + "\\n\\nAssistant: Buy another bike.'}");

        assertThat(pair.prompt()).isEqualTo(turns(user("My bike squeaks."), assistant("Where?"), user("The chain.")));
        assertThat(pair.chosen().messages()).isEqualTo(turns(assistant("Oil it.")));
        assertThat(pair.rejected().messages()).isEqualTo(turns(assistant("Buy another bike.")));
    }

    @Test
    void transcriptsThatPartEarlyGiveAnswersOfSeveralTurns() {
        ImportedPair pair = read("{'chosen':'" + SHARED + "\\n\\nAssistant: Oil it.','rejected':'"
                + "\\n\\nHuman: My bike squeaks.\\n\\nAssistant: So?\\n\\nHuman: Help!\\n\\nAssistant: No.'}");

        assertThat(pair.prompt()).isEqualTo(turns(user("My bike squeaks.")));
        assertThat(pair.chosen().messages())
                .isEqualTo(turns(assistant("Where?"), user("The chain."), assistant("Oil it.")));
        assertThat(pair.rejected().messages()).isEqualTo(turns(assistant("So?"), user("Help!"), assistant("No.")));
    }

    @Test
    void paragraphsOfATurnStayTogether() {
        ImportedPair pair = read("{'chosen':'" + SHARED + "\\n\\nAssistant: Oil it.\\n\\nThen ride: Human power.',"
                + "'rejected':'" + SHARED + "\\n\\nAssistant: No.'}");

        assertThat(pair.chosen().messages()).isEqualTo(turns(assistant("Oil it.\n\nThen ride: Human power.")));
    }

    @Test
    void aTranscriptMayBeginInThePrompt() {
        ImportedPair pair =
                read("{'prompt':'" + SHARED + "\\n\\nAssistant:','chosen':' Oil it.','rejected':' Give up.'}");

        assertThat(pair.prompt()).hasSize(3);
        assertThat(pair.chosen().messages()).isEqualTo(turns(assistant("Oil it.")));
        assertThat(pair.rejected().messages()).isEqualTo(turns(assistant("Give up.")));
    }

    @Test
    void anEmptyTurnIsRefusedByItsPlace() {
        assertRefused(
                        "{'chosen':'" + SHARED + "\\n\\nAssistant: ','rejected':'" + SHARED + "\\n\\nAssistant: No.'}",
                        Refusal.EMPTY_TEXT)
                .hasMessage("chosen turn 4 (Assistant) is empty");
    }

    @Test
    void equalTranscriptsAreRefused() {
        String transcript = "'" + SHARED + "\\n\\nAssistant: Oil it.'";

        assertRefused("{'chosen':" + transcript + ",'rejected':" + transcript + "}", Refusal.SAME_ANSWER);
    }

    @Test
    void transcriptsThatPartAtAHumanTurnAreRefused() {
        assertRefused(
                "{'chosen':'" + SHARED + "\\n\\nAssistant: Oil it.','rejected':'\\n\\nHuman: My bike squeaks."
                        + "\\n\\nAssistant: Where?\\n\\nHuman: The brakes.\\n\\nAssistant: No.'}",
                Refusal.NO_PROMPT);
    }

    @Test
    void theFormIsRecognised() {
        assertThat(Form.of(row("{'chosen':'Human: Hi\\n\\nAssistant: a','rejected':'\\n\\nHuman: Hi'}")))
                .isEqualTo(Form.HH_TRANSCRIPTS);
        assertThat(Form.of(row("{'chosen':'\\n\\nHuman: Hi','rejected':'Hi'}"))).isEqualTo(Form.SHARED_BEGINNING);
    }
}
