package dev.laurel.gates.personal;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A kind of personal data that is told by its form. Where two could be meant, the one that stands first here is. */
public enum PersonalData {
    EMAIL(new Emails()),
    IBAN(new Ibans()),
    CARD(new CardNumbers()),
    IP(new IpAddresses()),
    PHONE(new PhoneNumbers());

    private final Finder finder;
    private final String placeholder = "[" + name() + "]";

    PersonalData(Finder finder) {
        this.finder = finder;
    }

    /** What stands in the place of data of this kind. */
    public String placeholder() {
        return placeholder;
    }

    Finder finder() {
        return finder;
    }

    /**
     * Reads kinds by their names in any case, or {@code all}.
     *
     * @throws IllegalArgumentException naming the one that is none
     */
    public static Set<PersonalData> read(List<String> names) {
        Set<PersonalData> kinds = EnumSet.noneOf(PersonalData.class);
        for (String name : names) {
            if (name.equalsIgnoreCase("all")) {
                kinds.addAll(EnumSet.allOf(PersonalData.class));
            } else {
                kinds.add(Arrays.stream(values())
                        .filter(kind -> kind.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("\"%s\" is none of all, %s"
                                .formatted(
                                        name,
                                        String.join(
                                                ", ",
                                                Arrays.stream(values())
                                                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                                        .toList())))));
            }
        }
        return kinds;
    }
}
