package dev.laurel.ingest;

import java.util.List;

import dev.laurel.ingest.pair.EntryOutcome;
import dev.laurel.ingest.pair.PromptLedger;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.PromptKey;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

import static dev.laurel.ingest.Samples.comparison;
import static dev.laurel.ingest.Samples.rating;
import static dev.laurel.ingest.Samples.response;
import static dev.laurel.ingest.Samples.retraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LedgerCodecTest {

    private static final PromptKey KEY = new PromptKey("acme", "p1");

    private final LedgerCodec codec = new LedgerCodec();

    @Test
    void ledgerComesBackAsItWas() {
        PromptLedger ledger = PromptLedger.empty(KEY);
        ledger = entered(ledger.enter(comparison("e1", ComparisonOutcome.A)));
        ledger = entered(ledger.enter(rating("e2", "c", 3)));
        ledger = entered(ledger.enter(response("d")));
        ledger = entered(ledger.enter(retraction("e3", "e1")));

        assertThat(codec.decode(KEY, codec.encode(ledger))).isEqualTo(ledger);
    }

    @Test
    void damagedBytesNameThePrompt() {
        assertThatThrownBy(() -> codec.decode(KEY, new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("acme/p1");
    }

    /** Ledgers outlive the program that wrote them: it must know every schema they were ever written with. */
    @Test
    void currentSchemaIsTheLatestOfTheHistory() {
        List<Schema> history = LedgerCodec.history();

        assertThat(SchemaNormalization.toParsingForm(history.get(history.size() - 1)))
                .as("a changed ledger is kept as prompt-ledger/%d.avsc", history.size() + 1)
                .isEqualTo(SchemaNormalization.toParsingForm(LedgerCodec.SCHEMA));
    }

    private static PromptLedger entered(EntryOutcome entry) {
        return ((EntryOutcome.Entered) entry).ledger();
    }
}
