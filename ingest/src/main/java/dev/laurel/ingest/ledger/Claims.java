package dev.laurel.ingest.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whose the texts of a prompt are: the subjects that records with them, or about them, have named. What nobody claims is nobody's. */
public final class Claims {

    static final char KIND = 'H';

    private static final byte[] NOTHING = {};

    private final Entries entries;
    private final EntryKey claims;

    Claims(Entries entries, EntryKey prompt) {
        this.entries = entries;
        this.claims = prompt.kind(KIND);
    }

    private record Claim(String text, String subject) {}

    /** @param texts ids of answers; the conversation is claimed too */
    public void add(String subject, Collection<String> texts) {
        Set<String> all = new TreeSet<>(texts);
        all.add(Waiting.PROMPT);
        for (String text : all) {
            EntryKey key = claims.names(text, subject);
            if (entries.get(key).isEmpty()) {
                entries.put(key, NOTHING);
            }
        }
    }

    public boolean has(String subject, String text) {
        return entries.get(claims.names(text, subject)).isPresent();
    }

    /** Whose conversation it is; empty where nobody claims it, or several do. */
    public Optional<String> owner() {
        List<Entries.Entry> found = entries.first(claims.names(Waiting.PROMPT), 2);
        return found.size() == 1 ? Optional.of(read(found.get(0)).subject()) : Optional.empty();
    }

    /** The texts that a subject claims: ids of answers, and {@link Waiting#PROMPT}. */
    public Set<String> of(String subject) {
        return all().stream()
                .filter(claim -> claim.subject().equals(subject))
                .map(Claim::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of {@link #of} that nobody else claims. */
    public Set<String> onlyOf(String subject) {
        Set<String> only = of(subject);
        all().stream()
                .filter(claim -> !claim.subject().equals(subject))
                .map(Claim::text)
                .forEach(only::remove);
        return only;
    }

    public void forget(String subject) {
        of(subject).forEach(text -> entries.delete(claims.names(text, subject)));
    }

    private List<Claim> all() {
        List<Claim> all = new ArrayList<>();
        entries.forEach(claims, entry -> all.add(read(entry)));
        return all;
    }

    private Claim read(Entries.Entry entry) {
        EntryKey.KeyReader reader = entry.key().after(claims);
        String text = reader.name();
        return new Claim(text, reader.name());
    }
}
