package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerOptionsTest {
    /** A bucket of evidence requires a ledger: the commands have one, whether the environment names it or not. */
    @Test
    void alwaysNamesATable() {
        Map<String, String> bucket = Map.of(Settings.EVIDENCE_BUCKET, "evidence-bucket");

        Settings.LedgerSettings standard = LedgerOptions.settings(bucket, null);

        assertThat(standard.table()).contains(LedgerOptions.STANDARD);
        assertThat(standard.evidence()).map(Settings.Evidence::bucket).contains("evidence-bucket");
        assertThat(LedgerOptions.name(bucket, "mine")).isEqualTo("mine");
        assertThat(LedgerOptions.name(Map.of(Settings.LEDGER_TABLE, "theirs"), null))
                .isEqualTo("theirs");
        assertThat(LedgerOptions.name(Map.of(Settings.LEDGER_TABLE, "theirs"), "mine"))
                .isEqualTo("mine");
    }
}
