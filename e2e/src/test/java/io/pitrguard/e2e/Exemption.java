package io.pitrguard.e2e;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** The tags with which a table asks to be exempt, well and badly written. */
final class Exemption {
    static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    static final LocalDate ACTIVE = TODAY.plusDays(30);
    static final LocalDate ENDED = TODAY.minusDays(12);

    static final String UNTIL = "pitr-guard:exempt-until";
    static final String REASON = "pitr-guard:exempt-reason";
    static final String OWNER = "pitr-guard:exempt-owner";

    private Exemption() {}

    static Map<String, String> until(String date) {
        return Map.of(UNTIL, date, REASON, "rebuilt from S3 every night", OWNER, "data-platform@example.com");
    }

    static Map<String, String> active() {
        return until(ACTIVE.toString());
    }

    static Map<String, String> resolved() {
        return until(ENDED.toString());
    }

    static Map<String, String> unreadable() {
        return until("next summer");
    }

    static Map<String, String> incomplete() {
        return Map.of(UNTIL, ACTIVE.toString(), REASON, "nobody answers for it");
    }
}
