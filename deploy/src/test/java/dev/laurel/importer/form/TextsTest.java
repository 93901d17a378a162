package dev.laurel.importer.form;

import org.junit.jupiter.api.Test;

import static dev.laurel.importer.form.Rows.assertRefused;
import static dev.laurel.importer.form.Rows.assistant;
import static dev.laurel.importer.form.Rows.read;
import static dev.laurel.importer.form.Rows.row;
import static dev.laurel.importer.form.Rows.system;
import static dev.laurel.importer.form.Rows.turns;
import static dev.laurel.importer.form.Rows.user;
import static org.assertj.core.api.Assertions.assertThat;

/** Pairs whose answers are plain strings, with a prompt and without. */
class TextsTest {

    @Test
    void promptAndTwoTextsAreRead() {
        ImportedPair pair = read("{'prompt':'Grass is','chosen':' green.','rejected':' loud.'}");

        assertThat(pair.prompt()).isEqualTo(turns(user("Grass is")));
        assertThat(pair.chosen().messages()).isEqualTo(turns(assistant("green.")));
        assertThat(pair.rejected().messages()).isEqualTo(turns(assistant("loud.")));
    }

    @Test
    void aSystemTextBesideThemOpensThePrompt() {
        ImportedPair pair = read("{'system':'Be brief.','prompt':'Hi','chosen':'Hello.','rejected':'Go.'}");

        assertThat(pair.prompt()).isEqualTo(turns(system("Be brief."), user("Hi")));
    }

    @Test
    void withoutAPromptItIsWhatBothTextsBeginWith() {
        ImportedPair pair = read("{'chosen':'Grass is green.','rejected':'Grass is grey.'}");

        assertThat(pair.prompt()).isEqualTo(turns(user("Grass is")));
        assertThat(pair.chosen().messages()).isEqualTo(turns(assistant("green.")));
        assertThat(pair.rejected().messages()).isEqualTo(turns(assistant("grey.")));
    }

    @Test
    void textsThatBeginDifferentlyAreRefusedWithoutAPrompt() {
        assertRefused("{'chosen':'Yes.','rejected':'Yesterday.'}", Refusal.NO_PROMPT)
                .hasMessage("there is no field prompt, and chosen and rejected do not begin alike");
    }

    @Test
    void equalTextsAreRefused() {
        assertRefused("{'chosen':'Grass is green.','rejected':'Grass is green.'}", Refusal.SAME_ANSWER);
        assertRefused("{'prompt':'Hi','chosen':'Hello.','rejected':' Hello.'}", Refusal.SAME_ANSWER);
    }

    @Test
    void anEmptyTextIsRefused() {
        assertRefused("{'prompt':'Hi','chosen':'','rejected':'Hello.'}", Refusal.EMPTY_TEXT)
                .hasMessage("chosen is empty");
        assertRefused("{'prompt':' ','chosen':'Bye.','rejected':'Hello.'}", Refusal.EMPTY_TEXT)
                .hasMessage("prompt is empty");
    }

    @Test
    void aMissingSideIsRefused() {
        assertRefused("{'prompt':'Hi','chosen':'Hello.'}", Refusal.MISSING_FIELD)
                .hasMessage("rejected is missing");
        assertRefused("{'prompt':'Hi','chosen':null,'rejected':'Hello.'}", Refusal.MISSING_FIELD)
                .hasMessage("chosen is missing");
    }

    @Test
    void sidesOfDifferentTypesAreRefused() {
        assertRefused("{'prompt':'Hi','chosen':[],'rejected':'Hello.'}", Refusal.WRONG_TYPE)
                .hasMessage(
                        "chosen is an array and rejected is a string; both must be arrays of messages or both strings");
    }

    @Test
    void aScoreThatIsNoNumberIsRefused() {
        assertRefused("{'prompt':'Hi','chosen':'Hello.','rejected':'Go.','chosen_score':'high'}", Refusal.WRONG_TYPE)
                .hasMessage("chosen_score is a string where a number is needed");
    }

    @Test
    void aNumberOutOfRangeIsRefused() {
        String pair = "{'prompt':'Hi','chosen':'Hello.','rejected':'Go.','margin':";

        assertRefused(pair + "1e999}", Refusal.OUT_OF_RANGE).hasMessage("margin is too large for a 64-bit number");
        assertRefused(pair + "-0.5}", Refusal.OUT_OF_RANGE).hasMessage("margin is -0.5 where at least 0 is needed");
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertRefused("{'prompt':'Hi','chosen':'\\ud83d','rejected':'Go.'}", Refusal.INVALID_UTF8)
                .hasMessage("chosen holds half of a surrogate pair");
    }

    @Test
    void theFormsAreRecognised() {
        assertThat(Form.of(row("{'prompt':'Hi','chosen':'a','rejected':'b'}"))).isEqualTo(Form.PROMPTED_TEXTS);
        assertThat(Form.of(row("{'chosen':'a','rejected':'b'}"))).isEqualTo(Form.SHARED_BEGINNING);
    }
}
