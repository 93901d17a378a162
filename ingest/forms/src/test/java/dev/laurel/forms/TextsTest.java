package dev.laurel.forms;

import java.util.List;

import org.junit.jupiter.api.Test;

import static dev.laurel.forms.Rows.assertRefused;
import static dev.laurel.forms.Rows.assistant;
import static dev.laurel.forms.Rows.read;
import static dev.laurel.forms.Rows.row;
import static dev.laurel.forms.Rows.system;
import static dev.laurel.forms.Rows.turns;
import static dev.laurel.forms.Rows.user;
import static org.assertj.core.api.Assertions.assertThat;

/** Pairs whose answers are plain strings, with a prompt and without. */
class TextsTest {

    @Test
    void promptAndTwoTextsAreRead() {
        ImportedPair pair = read("{'prompt':'Grass is','chosen':' green.','rejected':' loud.'}");

        assertThat(pair.prompt()).isEqualTo(turns(user("Grass is")));
        assertThat(pair.chosen().messages()).isEqualTo(turns(assistant(" green.")));
        assertThat(pair.rejected().messages()).isEqualTo(turns(assistant(" loud.")));
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
        assertRefused("{'chosen':'Yes.','rejected':'No.'}", Refusal.NO_PROMPT)
                .hasMessage("there is no field prompt, and chosen and rejected do not begin alike");
        for (String texts : List.of(
                "'chosen':'Yes.','rejected':'Yesterday.'",
                "'chosen':'問 天空是蓝色的。','rejected':'問 天空是绿色的。'",
                "'chosen':'ท้องฟ้าสีฟ้า','rejected':'ท้องฟ้าสีเขียว'")) {
            assertRefused("{" + texts + "}", Refusal.NO_PROMPT)
                    .hasMessageContaining("has no space at which a prompt could end");
        }
    }

    @Test
    void equalTextsAreRefused() {
        assertRefused("{'chosen':'Grass is green.','rejected':'Grass is green.'}", Refusal.SAME_ANSWER);
        assertRefused("{'prompt':'Hi','chosen':'Hello.','rejected':'Hello.'}", Refusal.SAME_ANSWER);
    }

    @Test
    void theBeginningIsNoPromptWhereAnotherFieldMayBe() {
        for (String field : List.of(
                "'context':'Grass'",
                "'Question ':'What is grass?'",
                "'user_input':'What is grass?'",
                "'history':[['a','b']]",
                "'conversation':[{'content':'What is grass?'}]",
                "'hint':'What is grass?'",
                "'comment':'good'",
                "'問題':'草?'")) {
            assertRefused(
                            "{" + field + ",'chosen':'Grass is green.','rejected':'Grass is grey.'}",
                            Refusal.UNREAD_FIELD)
                    .hasMessageContaining("prompt");
        }
        assertThat(read("{'id':7,'source':'web','score_chosen':'3','rejected_model':'m','tags':['a'],"
                                + "'chosen':'Grass is green.','rejected':'Grass is grey.'}")
                        .prompt())
                .isEqualTo(turns(user("Grass is")));
    }

    @Test
    void whatMayBelongToThePromptIsInItOrTheRowIsRefused() {
        String pair = "'prompt':'What is grass?','chosen':'Green.','rejected':'Grey.'";
        for (String field : List.of(
                "'context':'A meadow.'",
                "'instruction':'Answer in French.'",
                "'documents':['A meadow.']",
                "'history':'user: hello'",
                "'messages_before':[{'role':'user','content':'Hello'}]",
                "'SystemMessage':'Be kind.'",
                "'question':'What is hay?'")) {
            assertRefused("{" + field + "," + pair + "}", Refusal.UNREAD_FIELD);
        }
        for (String field : List.of(
                "'instruction':'What is grass?'",
                "'context':''",
                "'input':null",
                "'documents':[]",
                "'question_id':'q7'",
                "'prompt_source':'web'",
                "'comment':'A meadow.'",
                "'messages':[{'role':'user','content':'What is grass?'}]")) {
            assertThat(read("{" + field + "," + pair + "}").prompt()).isEqualTo(turns(user("What is grass?")));
        }
    }

    @Test
    void instructionAndInputAreOnePrompt() {
        assertThat(read("{'instruction':'Translate.','input':'Gras','chosen':'grass','rejected':'hay'}")
                        .prompt())
                .isEqualTo(turns(user("Translate.\nGras")));
    }

    @Test
    void messagesBesideTwoTextsEndWithTheUser() {
        String answers = ",'chosen':'Green.','rejected':'Grey.'}";

        assertThat(read("{'messages':[{'role':'user','content':'Grass?'}]" + answers)
                        .prompt())
                .isEqualTo(turns(user("Grass?")));
        assertRefused(
                "{'messages':[{'role':'user','content':'Grass?'},{'role':'assistant','content':'Blue.'}]" + answers,
                Refusal.NO_PROMPT);
    }

    @Test
    void moreThanTextIsRefusedByName() {
        for (String field : List.of(
                "'Functions':[{'name':'f'}]",
                "'image':'a.png'",
                "'image_urls':['a.png']",
                "'audio':{'array':[0.1]}",
                "'input_audio':{'data':'x'}",
                "'video_path':'a.mp4'",
                "'attachments':[{'id':1}]")) {
            assertRefused("{" + field + ",'prompt':'Hi','chosen':'Hello.','rejected':'Go.'}", Refusal.NOT_TEXT)
                    .hasMessageStartingWith(field.substring(1, field.indexOf('\'', 1)) + " is not empty");
        }
        assertThat(
                        read("{'tools':[],'images':null,'audio':{},'parallel_tool_calls':true,'tool_choice':'auto','image_count':0,"
                                        + "'prompt':'Hi','chosen':'Hello.','rejected':'Go.'}")
                                .prompt())
                .isEqualTo(turns(user("Hi")));
    }

    @Test
    void partsOfAnotherTypeAndWhatIsNotReadOfATurnAreRefusedByName() {
        for (String turn : List.of(
                "'content':[{'type':'text','text':'a'},{'type':'image_url','image_url':{'url':'x'}}]",
                "'content':[{'type':'input_audio'}]",
                "'content':['a']",
                "'content':'a','function_call':{'name':'f'}",
                "'content':'a','thinking':'because'",
                "'content':'a','speaker':'Ada'",
                "'content':'a','images':['x']")) {
            assertRefused(
                    "{'prompt':'Hi','chosen':[{'role':'assistant'," + turn
                            + "}],'rejected':[{'role':'assistant','content':'b'}]}",
                    Refusal.NOT_TEXT);
        }
        assertThat(
                        read("{'prompt':'Hi','chosen':[{'role':'assistant','tool_calls':[],'content':[{'type':'text','text':'a'},"
                                        + "{'type':'text','text':'b'}]}],'rejected':[{'role':'assistant','content':'b'}]}")
                                .chosen()
                                .messages())
                .isEqualTo(turns(assistant("a\nb")));
    }

    @Test
    void transcriptsInOtherNotationsAreRefused() {
        for (String text : List.of(
                "USER: hi there ASSISTANT: good ",
                "<|im_start|>user\\nHi<|im_end|>\\n<|im_start|>assistant\\nGood ",
                "<s>[INST] Hi [/INST] good ",
                "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\\n\\nHi good ",
                "<start_of_turn>user\\nHi<end_of_turn>\\ngood ",
                "### Instruction:\\nSay hi.\\n\\n### Response:\\ngood ",
                "### Human: hi ### Assistant: good ",
                "用户：你好 助手：好 ")) {
            assertRefused("{'chosen':'" + text + "one','rejected':'" + text + "two'}", Refusal.UNKNOWN_TRANSCRIPT);
            assertRefused("{'prompt':'" + text + "','chosen':'one','rejected':'two'}", Refusal.UNKNOWN_TRANSCRIPT);
            assertRefused(
                    "{'prompt':'Hi','chosen':'" + text + "one','rejected':'" + text + "two'}",
                    Refusal.UNKNOWN_TRANSCRIPT);
        }
        assertThat(read("{'prompt':'Question: 2+2?','chosen':'Answer: 4','rejected':'Use <|im_end|> here'}")
                        .prompt())
                .isEqualTo(turns(user("Question: 2+2?")));
    }

    @Test
    void whatJoinsPromptAndAnswersIsTheSpaceAndNotAnIndentation() {
        ImportedPair pair = read("{'chosen':'def f():\\n    return 1\\n','rejected':'def f():\\n    pass'}");

        assertThat(pair.prompt()).isEqualTo(turns(user("def f():")));
        assertThat(pair.chosen().messages()).isEqualTo(turns(assistant("    return 1\n")));
        assertThat(pair.rejected().messages()).isEqualTo(turns(assistant("    pass")));
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
                .hasMessage("rejected is missing: a pair has chosen and rejected, and this row has prompt, chosen");
        assertRefused("{'prompt':'Hi','chosen':null,'rejected':'Hello.'}", Refusal.MISSING_FIELD)
                .hasMessageStartingWith("chosen is missing");
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

        assertRefused(pair + "1e999}", Refusal.OUT_OF_RANGE).hasMessage("margin Infinity is not from -1000 to 1000");
        assertRefused(pair + "-0.5}", Refusal.OUT_OF_RANGE).hasMessage("margin is -0.5 where at least 0 is needed");
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertRefused("{'prompt':'Hi','chosen':'\\ud83d','rejected':'Go.'}", Refusal.INVALID_UTF8)
                .hasMessage("chosen has half a surrogate pair, U+D83D, at 0");
    }

    @Test
    void theFormsAreRecognised() {
        assertThat(Form.of(row("{'prompt':'Hi','chosen':'a','rejected':'b'}"))).isEqualTo(Form.PROMPTED_TEXTS);
        assertThat(Form.of(row("{'chosen':'a','rejected':'b'}"))).isEqualTo(Form.SHARED_BEGINNING);
    }
}
