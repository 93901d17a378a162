package dev.laurel.gates.personal;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PersonalDataTest {

    private static final Set<PersonalData> ALL = EnumSet.allOf(PersonalData.class);
    private static final int MEGABYTE = 1 << 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write to bob@example.com.|Write to [EMAIL].",
                "<Bob.O'Neil+news@mail.example.co.uk>|<[EMAIL]>",
                "mailto:j_doe@xn--bcher-kva.example?x|mailto:[EMAIL]?x",
                "邮箱是li.wei@example.cn。|邮箱是[EMAIL]。",
                "jörg@bücher.example|[EMAIL]",
                "a@b.co,c@d.org|[EMAIL],[EMAIL]"
            })
    void emailAddresses(String text, String replaced) {
        assertThat(replaced(text, PersonalData.EMAIL)).isEqualTo(replaced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Override public void run()",
                "follow @laurel on the site",
                "lodash@4.17.21 and user@localhost",
                "icon@2x.png",
                "a @ b.com",
                "5@1.25 each",
                "x@y.c"
            })
    void noEmailAddresses(String text) {
        assertThat(replaced(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Pay to DE89 3704 0044 0532 0130 00, please|Pay to [IBAN], please",
                "GB82WEST12345698765432|[IBAN]",
                "fr14 2004 1010 0505 0001 3m02 606.|[IBAN].",
                "MT84-MALT-0110-0001-2345-MTLC-AST0-01S|[IBAN]",
                "账号NO9386011117947|账号[IBAN]"
            })
    void bankAccounts(String text, String replaced) {
        assertThat(replaced(text, PersonalData.IBAN)).isEqualTo(replaced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89 3704 0044 0532 0130 01",
                "DE89 3704 0044 0532 0130",
                "GB82WEST123456987654321",
                "XX82WEST12345698765432",
                "XDE89370400440532013000",
                "DE12 is a road, and NO15 another"
            })
    void noBankAccounts(String text) {
        assertThat(replaced(text, PersonalData.IBAN)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Visa 4111 1111 1111 1111, 12/29|Visa [CARD], 12/29",
                "5500-0000-0000-0004|[CARD]",
                "amex 378282246310005.|amex [CARD].",
                "3782 822463 10005|[CARD]",
                "卡号6011000990139424的|卡号[CARD]的",
                "4111 1111 1111 1111 123|[CARD] 123",
                "id 12 4111111111111111|id 12 [CARD]",
                "4111111111111111/12/29|[CARD]/12/29"
            })
    void cardNumbers(String text, String replaced) {
        assertThat(replaced(text, PersonalData.CARD)).isEqualTo(replaced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111 1111 1111 1112",
                "1234567812345670",
                "41111111111111111111111111",
                "0.4111111111111111",
                "x4111111111111111",
                "4111-1111 1111-1111",
                "1764422400000 milliseconds",
                "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
                "978-3-16-148410-0"
            })
    void noCardNumbers(String text) {
        assertThat(replaced(text, PersonalData.CARD)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from 203.0.113.7 today|from [IP] today",
                "http://198.51.100.23:8080/x|http://[IP]:8080/x",
                "203.0.113.7.|[IP].",
                "10.1.2.3-10.1.2.9|[IP]-[IP]",
                "2001:db8::8a2e:370:7334|[IP]",
                "[fe80::1]:80|[[IP]]:80",
                "2001:0db8:85a3:0000:0000:8a2e:0370:7334,|[IP],",
                "::ffff:203.0.113.7|[IP]",
                "IPv6:2001:db8::1:2.|IPv6:[IP].",
                "地址是203.0.113.7吗|地址是[IP]吗"
            })
    void addressesOfHosts(String text, String replaced) {
        assertThat(replaced(text, PersonalData.IP)).isEqualTo(replaced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version 1.2.3.4 and v1.2.3.4",
                "1.2.3 and 1.2.3.4.5",
                "256.1.1.1 and 1.2.3.04",
                "10.0.19041.3636",
                "Chrome/120.0.0.0",
                "127.0.0.1, ::1, 0.0.0.0 and 255.255.255.255",
                "1.2.3.4-beta",
                "std::abs(add::dead) a::b x[1::2]",
                "at 12:30:45 and aa:bb:cc:dd:ee:ff",
                "OID 1.3.6.1.4.1.311",
                "1:2:3:4:5:6:7:8:9"
            })
    void noAddressesOfHosts(String text) {
        assertThat(replaced(text, PersonalData.IP)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+4915123456789|[PHONE]",
                "+49 (0)30 1234-567!|[PHONE]!",
                "+1 (415) 555-0123 or|[PHONE] or",
                "0049 151 23456789|[PHONE]",
                "(415) 555-0123|[PHONE]",
                "415-555-0123, 415.555.0124|[PHONE], [PHONE]",
                "1-800-555-0199|[PHONE]",
                "0151 23456789|[PHONE]",
                "(030) 1234567|[PHONE]",
                "0151/23456789|[PHONE]",
                "020 7946 0958|[PHONE]",
                "07911123456|[PHONE]",
                "01 23 45 67 89.|[PHONE].",
                "090-1234-5678です|[PHONE]です",
                "03-1234-5678|[PHONE]",
                "电话是13812345678吗|电话是[PHONE]吗",
                "138 1234 5678|[PHONE]",
                "010-12345678|[PHONE]",
                "Tel.: 7654321|Tel.: [PHONE]",
                "(07911123456)|([PHONE])"
            })
    void phoneNumbers(String text, String replaced) {
        assertThat(replaced(text, PersonalData.PHONE)).isEqualTo(replaced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-29, 29.11.2026, 01.02.2026 12:30, 01-02-2026 and 11/29/2026",
                "2026-11-29T13:11:50Z",
                "$1,234,567.89 and 1.234.567,89 EUR and 12 000 000",
                "1.2.3.4, 10.0.19041.3636 and v2.10.3-beta.1",
                "0.0123456789 and 3.14159265358979",
                "1764422400 and 1764422400000",
                "978-3-16-148410-0 and ISBN 0306406152",
                "order #0612345678",
                "5551234567",
                "1+4915123456789",
                "+20000000 and +12345678%",
                "10 000 000 to 20 000 000",
                "call 911, extension 4711",
                "phone: 2026-11-29",
                "0123456789",
                "x = 100-200-3000"
            })
    void noPhoneNumbers(String text) {
        assertThat(replaced(text, PersonalData.PHONE)).isEqualTo(text);
    }

    @Test
    void whatCouldBeTwoKindsIsTheFirst() {
        assertThat(replaced("0151.23456789@example.com, 4111 1111 1111 1111, tel 203.0.113.7"))
                .isEqualTo("[EMAIL], [CARD], tel [IP]");
    }

    @Test
    void countsByKind() {
        Replacing replacing = new Replacing(ALL);

        replacing.text("a@b.de c@d.de");
        replacing.text("+4915123456789");

        assertThat(replacing.counts()).containsOnly(Map.entry(PersonalData.EMAIL, 2), Map.entry(PersonalData.PHONE, 1));
    }

    @Test
    void whatHasBeenReplacedStaysAsItIs() {
        List<String> parts = List.of(
                "4111 1111 1111 1111",
                "4111111111111111",
                "+49 151 23456789",
                "0151 23456789",
                "203.0.113.7",
                "2001:db8::1",
                "a@b.de",
                "DE89370400440532013000",
                "555",
                "123",
                "4567",
                "0",
                "1",
                "15",
                "00",
                " ",
                " ",
                "-",
                ".",
                ":",
                "/",
                "+",
                "(",
                ")",
                "@",
                "a",
                "v",
                "tel",
                "[PHONE]",
                "[IP]",
                "[CARD]",
                ",",
                "\u53f7\u7801");
        Random random = new Random(7);
        int changed = 0;
        for (int run = 0; run < 60_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int part = 0; part < 2 + random.nextInt(9); part++) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            String once = replaced(text.toString());
            changed += once.contentEquals(text) ? 0 : 1;
            assertThat(replaced(once)).as("of %s", text).isEqualTo(once);
        }
        assertThat(changed).isGreaterThan(10_000);
    }

    /** A search whose time grew with the square would not come to an end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "12 ",
                "1 ",
                "@",
                "a@",
                "a@a.",
                "@a.a",
                "-",
                ".",
                "1.",
                "1-",
                "a.a-",
                ":",
                "1:",
                "f",
                "1.2.3.4:",
                "203.0.113.7,",
                "+",
                "+1",
                "(1)",
                "DE89",
                "DE89 ",
                "DE",
                "+49 151 23456789 ",
                "a@b.de",
                "4111 1111 1111 1111 ",
                "tel:",
                "[PHONE]-",
                "[IP].",
                " "
            })
    void timeIsLinearWhateverTheText(String part) {
        String text = part.repeat(MEGABYTE / part.length());

        assertThat(replaced(replaced(text))).isEqualTo(replaced(text));
    }

    @Test
    void jsonStaysJson() {
        assertThat(
                        new Replacing(ALL)
                                .json(
                                        "{\"to\" : \"a\\u0040b.de\", \"n\":[4111111111111111, 12], \"c@d.de\":null,\"x\":\"\\\"1\\n+4915123456789\"}"))
                .isEqualTo(
                        "{\"to\" : \"[EMAIL]\", \"n\":[\"[CARD]\", 12], \"[EMAIL]\":null,\"x\":\"\\\"1\\n[PHONE]\"}");
    }

    @Test
    void jsonInAStringStaysJson() {
        assertThat(new Replacing(ALL).json("\"{\\\"card\\\": 4111111111111111}\""))
                .isEqualTo("\"{\\\"card\\\": \\\"[CARD]\\\"}\"");
    }

    @Test
    void jsonWithNothingToReplaceStaysAsItIsWritten() {
        String json = "{ \"a\" : 1.50, \"b\":\"\\u00e9\" }";

        assertThat(new Replacing(ALL).json(json)).isEqualTo(json);
    }

    @Test
    void whatIsNoJsonIsReplacedAsAText() {
        assertThat(new Replacing(ALL).json("{\"to\": a@b.de")).isEqualTo("{\"to\": [EMAIL]");
    }

    @ParameterizedTest
    @EnumSource
    void placeholderIsNothingPersonal(PersonalData kind) {
        assertThat(replaced(kind.placeholder())).isEqualTo(kind.placeholder());
    }

    @Test
    void kindThatIsNoneIsNamed() {
        assertThat(PersonalData.read(List.of("all"))).isEqualTo(ALL);
        assertThat(PersonalData.read(List.of("Email", "ip"))).containsExactly(PersonalData.EMAIL, PersonalData.IP);
        assertThatThrownBy(() -> PersonalData.read(List.of("mail")))
                .hasMessage("\"mail\" is none of all, email, iban, card, ip, phone");
    }

    private static String replaced(String text) {
        return new Replacing(ALL).text(text);
    }

    private static String replaced(String text, PersonalData kind) {
        return new Replacing(EnumSet.of(kind)).text(text);
    }
}
