package dev.laurel.gates.personal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** International bank account numbers (ISO 13616), of their country's length and with the right check digits, in one or in groups. */
final class Ibans implements Finder {

    private static final Map<String, Integer> LENGTHS = lengths(
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24",
            "FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32",
            "LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24",
            "RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30");

    /** So that no sentence is one. */
    private static final int FEWEST_DIGITS = 8;

    private static Map<String, Integer> lengths(String... lines) {
        Map<String, Integer> lengths = new HashMap<>();
        for (String line : lines) {
            for (String country : line.split(" ")) {
                lengths.put(country.substring(0, 2), Integer.valueOf(country.substring(2)));
            }
        }
        return Map.copyOf(lengths);
    }

    @Override
    public Optional<Match> next(String text, int from) {
        for (int start = from; start + 3 < text.length(); start++) {
            if (Edges.digit(text.charAt(start + 2))
                    && Edges.digit(text.charAt(start + 3))
                    && !Edges.attached(text, start, PersonalData.IBAN)) {
                Integer length = LENGTHS.get(text.substring(start, start + 2).toUpperCase(Locale.ROOT));
                int end = length == null ? -1 : end(text, start, length);
                if (end > 0) {
                    return Optional.of(new Match(start, end));
                }
            }
        }
        return Optional.empty();
    }

    /** @return -1 where there is no such number */
    private static int end(String text, int start, int length) {
        StringBuilder number = new StringBuilder(length);
        int at = start;
        for (; at < text.length() && number.length() < length; at++) {
            char c = text.charAt(at);
            boolean between = " -\u00a0".indexOf(c) >= 0 && Edges.wordAt(text, at - 1);
            if (c < 0x80 && Edges.word(c)) {
                number.append(c);
            } else if (!between) {
                return -1;
            }
        }
        boolean whole = number.length() == length && !Edges.wordAt(text, at);
        return whole && checks(number.substring(4) + number.substring(0, 4)) ? at : -1;
    }

    private static boolean checks(String rearranged) {
        int remainder = 0;
        int digits = 0;
        for (int i = 0; i < rearranged.length(); i++) {
            int value = Character.digit(rearranged.charAt(i), Character.MAX_RADIX);
            digits += value < 10 ? 1 : 0;
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
        }
        return remainder == 1 && digits >= FEWEST_DIGITS;
    }
}
