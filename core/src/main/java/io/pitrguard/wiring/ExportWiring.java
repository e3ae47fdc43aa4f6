package io.pitrguard.wiring;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.export.ExportResult;
import io.pitrguard.evidence.EvidenceWriter;
import io.pitrguard.export.EarlierCopies;
import io.pitrguard.export.ExportRecorder;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Time;
import io.pitrguard.report.ExportEvidence;
import io.pitrguard.report.ExportPage;
import io.pitrguard.report.Json;
import java.util.List;
import java.util.Optional;

/** Builds what stores the evidence of exports, and what finds earlier ones. */
public final class ExportWiring {
    private ExportWiring() {}

    /** Builds what finds what was kept of tables; AWS Backup is asked only if {@code vaults}. */
    public static EarlierCopies earlier(AwsClients clients, List<RestoreStore> stores, boolean vaults) {
        return new EarlierCopies(
                TableReadWiring.exports(clients),
                stores,
                vaults ? Optional.of(VaultWiring.vaults(clients)) : Optional.empty());
    }

    /** Builds what stores the evidence of exports; it stores none where there is no bucket. */
    public static ExportRecorder recorder(AwsClients clients, Settings.LedgerSettings ledger, Time time) {
        return EvidenceWiring.writer(clients, ledger, time)
                .<ExportRecorder>map(ExportWiring::recorder)
                .orElse(ExportRecorder.NONE);
    }

    /** Returns what stores exports with a writer. */
    public static ExportRecorder recorder(EvidenceWriter writer) {
        return (where, result) ->
                writer.write(where, result.name(), report(result)).map(record -> Optional.of(record.number()));
    }

    private static EvidenceWriter.Report report(ExportResult result) {
        ExportEvidence view = ExportEvidence.of(result);
        return new EvidenceWriter.Report() {
            @Override
            public byte[] html() {
                return ExportPage.of(view);
            }

            @Override
            public byte[] json() {
                return Json.bytes(view);
            }
        };
    }
}
