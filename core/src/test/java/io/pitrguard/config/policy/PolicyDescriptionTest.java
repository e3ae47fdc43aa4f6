package io.pitrguard.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Policy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyDescriptionTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void describesEveryFieldOfAPolicy() {
        assertThat(describe(Corpus.text(Corpus.valid("everything.yaml"))))
                .containsExactly(
                        "Policy policy.yaml: 2 rules, tried in order; the first that matches a table applies.",
                        "1. critical: tables named orders-* or payments, tagged tier=critical, tagged env=prod and team,"
                                + " in account 111122223333, in region eu-*."
                                + " They must have point-in-time recovery on, a recovery period of at least 35 days,"
                                + " a latest restorable time at most 15 min old, deletion protection on and their restore"
                                + " proven by a drill every 30 days."
                                + " A table that falls short is remediated within the change budget: recovery is enabled with a"
                                + " period of 35 days, a shorter period is lengthened."
                                + " pitr-guard only alerts about an old latest restorable time, missing deletion"
                                + " protection and missing or failed drills. Exemption tags are not accepted. An on-demand backup is due every 30 days;"
                                + " 'backup prune' deletes those older than 400 days, except the newest 3 good ones."
                                + " A drill restores the table beside it, counts its items, compares up to 10,000 items"
                                + " with the source, asks every index, compares the exact count with an export,"
                                + " reads the newest updatedAt and runs 1 statement, and deletes the restored table;"
                                + " it must be ready and checked within 2 h; it may cost 5 US dollars at most.",
                        "2. scratch: tables named tmp-*. They are exempt until 2027-03-31 (129 days left)."
                                + " Reason: rebuilt nightly. Owner: data-platform@example.com.",
                        "default: every table that no rule above matches. They must have point-in-time recovery on."
                                + " A table that falls short is alerted about and not changed.",
                        "Exemption by tags: accepted up to 30 days ahead.",
                        "Digests of their own when an organization is swept: data-platform@example.com for"
                                + " 444455556666; team-a for 012345678901 and 111122223333.",
                        "Restores: each must be approved by a caller other than its requester whose ARN matches"
                                + " arn:aws:sts::*:assumed-role/Oncall/* or arn:aws:iam::111122223333:user/ada within"
                                + " 1 h 30 min. In an emergency the requester may approve it, and you are alerted."
                                + " A restored table that nobody names is called restored-….",
                        "Drills: a run begins at most 3 drills, at most 2 run at once, and each reads at most 200"
                                + " units a second; those of a run may cost 20 US dollars together.",
                        "Limits: a sweep changes at most 10 tables, at most 4 of them in one account, and enables recovery only where that is estimated"
                                + " to cost at most 49.9 US dollars a month for the table and 1000 for all tables of the"
                                + " sweep together, or where there is no estimate; you are alerted about"
                                + " the rest.");
    }

    @Test
    void describesTheBuiltInPolicy() {
        assertThat(PolicyDescription.describe(Policy.BUILT_IN, NOW))
                .containsExactly(
                        "Policy built-in: no rules of its own.",
                        "default: every table. They must have point-in-time recovery on."
                                + " A table that falls short is alerted about and not changed.",
                        "Exemption by tags: accepted up to 366 days ahead.",
                        "No rule remediates: nothing is ever changed.");
    }

    @Test
    void describesOneRuleByItself() {
        assertThat(PolicyDescription.describe(Policy.FALLBACK, NOW))
                .isEqualTo("They must have point-in-time recovery on."
                        + " A table that falls short is alerted about and not changed.");
    }

    @Test
    void flagsAnExemptionThatHasEnded() {
        assertThat(exemption("2026-11-21"))
                .isEqualTo("1. a: every table. Their exemption ENDED on 2026-11-21 and no longer counts: this rule is"
                        + " passed over, and each table that it would exempt is reported. Reason: r. Owner: o.");
    }

    @Test
    void countsTheDaysThatAnExemptionHasLeft() {
        assertThat(exemption("2026-11-22")).contains("(the last day)");
        assertThat(exemption("2026-11-23")).contains("(1 day left)");
        assertThat(exemption("2026-11-24")).contains("(2 days left)");
        assertThat(exemption("9999-12-31")).contains("(2912117 days left)");
    }

    @Test
    void saysThatRemediationWithoutAPeriodUsesTheLongest() {
        List<String> words = describe("""
                version: 1
                limits: { maxChangesPerSweep: 1 }
                rules: [{ name: a, action: remediate }]
                """);
        assertThat(words.get(0)).isEqualTo("Policy policy.yaml: 1 rule.");
        assertThat(words.get(1))
                .endsWith("remediated within the change budget: recovery is enabled with a period of 35 days.");
        assertThat(words.getLast()).startsWith("Limits: a sweep changes at most 1 table, ");
    }

    @Test
    void saysThatNoChangesAreAllowed() {
        assertThat(describe("""
                                version: 1
                                limits: { maxChangesPerSweep: 0 }
                                rules: [{ name: a, require: { recoveryPeriodDays: 1 }, action: remediate }]
                                """).getLast()).startsWith("Limits: a sweep changes no table, ");
    }

    @Test
    void saysThatARequesterMayNeverApprove() {
        assertThat(describe("version: 1\nrecovery: { approval: required }\n"))
                .contains("Restores: each must be approved by anyone but its requester within 4 h."
                        + " The requester cannot approve it, not even in an emergency."
                        + " A restored table that nobody names is called pitr-guard-restore-….");
    }

    @Test
    void saysThatRestoresNeedNoApproval() {
        assertThat(describe("version: 1\nrecovery: { targetPrefix: back. }\n"))
                .contains("Restores: they need no approval. A restored table that nobody names is called back.….");
    }

    private static String exemption(String until) {
        return describe("version: 1\nrules: [{ name: a, exempt: { reason: r, owner: o, until: " + until + " } }]\n")
                .get(1);
    }

    private static List<String> describe(String yaml) {
        PolicyReading reading = PolicyReader.read("policy.yaml", yaml);
        assertThat(reading).isInstanceOf(PolicyReading.Valid.class);
        return PolicyDescription.describe(((PolicyReading.Valid) reading).policy(), NOW);
    }
}
