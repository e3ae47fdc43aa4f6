package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The exemption that a table carries as tags, if any.
 *
 * @param exemption empty when there is none that counts
 * @param notices what is wrong with the tags, where they do not exempt
 */
public record TagExemption(Optional<Exemption> exemption, List<Notice> notices) {
    /** The tag with the last day, as {@code 2027-03-31}. */
    public static final String UNTIL = "pitr-guard:exempt-until";

    /** The tag that says why. */
    public static final String REASON = "pitr-guard:exempt-reason";

    /** The tag that says who answers for it. */
    public static final String OWNER = "pitr-guard:exempt-owner";

    private static final TagExemption NONE = new TagExemption(Optional.empty(), List.of());

    public TagExemption {
        notices = List.copyOf(notices);
    }

    /** The keys of the three tags. */
    private record Keys(String until, String reason, String owner) {
        static Keys startingWith(String exemptTag) {
            return new Keys(exemptTag + "-until", exemptTag + "-reason", exemptTag + "-owner");
        }
    }

    /** Reads what a table's tags say to a policy and to the rule of it that applies to the table. */
    public static TagExemption read(Tags.Known tags, Policy policy, Rule applies, Instant now) {
        TagExemption tagged = read(tags, policy, now);
        return applies.refusesExemptTags() && !tagged.equals(NONE)
                ? not(new Notice.ExemptionRefused(applies.name()))
                : tagged;
    }

    private static TagExemption read(Tags.Known tags, Policy policy, Instant now) {
        Map<String, String> byKey = tags.byKey();
        Keys keys = Keys.startingWith(policy.exemptTag());
        List<String> present = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String key : List.of(keys.until(), keys.reason(), keys.owner())) {
            if (byKey.containsKey(key)) {
                present.add(key);
            }
            if (oneLine(byKey, key).isEmpty()) {
                missing.add(key);
            }
        }
        if (present.isEmpty()) {
            return NONE;
        }
        return missing.isEmpty()
                ? readWhole(keys, byKey, policy.limits().maxExemptionDays(), now)
                : not(new Notice.ExemptionIncomplete(missing));
    }

    private static TagExemption readWhole(Keys keys, Map<String, String> byKey, int maxDays, Instant now) {
        String until = byKey.getOrDefault(keys.until(), "");
        LocalDate lastDay;
        try {
            lastDay = LocalDate.parse(until.strip());
        } catch (DateTimeParseException notADate) {
            return not(new Notice.ExemptionUnreadable(keys.until(), until));
        }
        Exemption exemption = new Exemption(oneLine(byKey, keys.reason()), oneLine(byKey, keys.owner()), lastDay);
        if (!exemption.countsAt(now)) {
            return not(new Notice.ExemptionEnded("the table's tags", exemption));
        }
        return exemption.endsWithin(maxDays, now)
                ? new TagExemption(Optional.of(exemption), List.of())
                : not(new Notice.ExemptionTooLong(exemption, maxDays));
    }

    /** Folds the text into one line: it stands inside sentences and mail, and AWS allows any of Unicode's separators. */
    private static String oneLine(Map<String, String> byKey, String key) {
        return byKey.getOrDefault(key, "").replaceAll("[\\s\\p{Z}]+", " ").strip();
    }

    private static TagExemption not(Notice why) {
        return new TagExemption(Optional.empty(), List.of(why));
    }
}
