package io.pitrguard.domain.evidence;

import io.pitrguard.domain.table.AccountRegion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Chains of evidence for tests. */
public final class Chains {
    public static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    public static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private Chains() {}

    /** Returns a record that follows a head. */
    public static EvidenceRecord after(ChainHead head) {
        long number = head.number() + 1;
        String folder = "evidence/2026/11/30/sweep-" + number + "/";
        Instant at = NOON.plus(Duration.ofHours(number));
        return new EvidenceRecord(
                HERE,
                number,
                at,
                at.plus(Duration.ofDays(400)),
                "sweep-" + number,
                "evidence-bucket",
                new EvidenceObject(folder + "report.html", "v" + number + "h", Sha256.of("html " + number)),
                new EvidenceObject(folder + "report.json", "v" + number + "j", Sha256.of("json " + number)),
                head.digest());
    }

    /** Returns a whole chain. */
    public static List<EvidenceRecord> of(int length) {
        List<EvidenceRecord> chain = new ArrayList<>();
        for (ChainHead head = ChainHead.NONE;
                chain.size() < length;
                head = chain.getLast().head()) {
            chain.add(after(head));
        }
        return chain;
    }
}
