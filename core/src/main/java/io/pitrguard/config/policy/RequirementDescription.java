package io.pitrguard.config.policy;

import io.pitrguard.domain.evaluation.Remedies;
import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.policy.Requirement;
import java.util.ArrayList;
import java.util.List;

/** Says what a rule asks of its tables and what is done about those that fall short. */
final class RequirementDescription {
    private RequirementDescription() {}

    /** Gives a phrase such as "point-in-time recovery on and a recovery period of at least 35 days". */
    static String of(Requirement requirement) {
        List<String> parts = new ArrayList<>(List.of("point-in-time recovery on"));
        requirement.recoveryPeriodDays().ifPresent(days -> parts.add("a recovery period of at least " + days(days)));
        requirement
                .maxRestorePointLag()
                .ifPresent(lag -> parts.add("a latest restorable time at most " + Durations.description(lag) + " old"));
        if (requirement.deletionProtection()) {
            parts.add("deletion protection on");
        }
        return MatchDescription.join(parts, "and");
    }

    /** Gives the sentences that say what remediation changes, and what it leaves to people. */
    static String correction(Requirement requirement) {
        StringBuilder words = new StringBuilder(
                "A table that falls short is corrected within the limits: recovery is" + " enabled with a period of ");
        words.append(days(Remedies.daysToEnable(requirement)));
        if (requirement.recoveryPeriodDays().isPresent()) {
            words.append(", a shorter period is lengthened");
        }
        words.append('.');
        List<String> flapping = new ArrayList<>();
        if (requirement.maxRestorePointLag().isPresent()) {
            flapping.add("an old latest restorable time");
        }
        if (requirement.deletionProtection()) {
            flapping.add("missing deletion protection");
        }
        if (!flapping.isEmpty()) {
            words.append(" pitr-guard only alerts about ")
                    .append(MatchDescription.join(flapping, "and"))
                    .append('.');
        }
        return words.toString();
    }

    private static String days(int days) {
        return days == 1 ? "1 day" : days + " days";
    }
}
