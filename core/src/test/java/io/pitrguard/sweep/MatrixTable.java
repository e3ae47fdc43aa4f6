package io.pitrguard.sweep;

import io.pitrguard.domain.evaluation.TagExemption;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One table of each kind, with what is true of it: written down by hand, not asked of the product. */
enum MatrixTable {
    ARCHIVED(t -> t.disabled().status("ARCHIVED"), says("NOT_APPLICABLE", "none"), Trait.DESCRIBED),
    CREATING(
            t -> critical(t).disabled().status("CREATING"),
            says("NON_COMPLIANT", "Planned"),
            says("NON_COMPLIANT", "Deferred"),
            Trait.NEEDS_TAGS,
            Trait.DESCRIBED,
            Trait.READ_AGAIN),
    CRIT_OFF(
            t -> critical(t).disabled(),
            says("NON_COMPLIANT", "Planned"),
            fixed("COMPLIANT", 35),
            Trait.NEEDS_TAGS,
            Trait.DESCRIBED,
            Trait.READ_AGAIN,
            Trait.WRITTEN),
    CRIT_OK(t -> critical(t).enabled(35), says("COMPLIANT", "none")),
    CRIT_SHORT(
            t -> critical(t).enabled(7),
            says("NON_COMPLIANT", "Planned"),
            fixed("COMPLIANT", 35),
            Trait.NEEDS_TAGS,
            Trait.DESCRIBED,
            Trait.READ_AGAIN,
            Trait.WRITTEN),
    DELETING(t -> t.disabled().status("DELETING"), says("NOT_APPLICABLE", "none"), Trait.DESCRIBED),
    EXEMPT_ENDED(
            t -> exempt(t, "2026-11-01").disabled(),
            says("NON_COMPLIANT", "AlertOnly"),
            Trait.NEEDS_TAGS,
            Trait.DESCRIBED),
    EXEMPT_TAGGED(t -> exempt(t, "2027-01-31").disabled(), says("EXEMPT", "none"), Trait.NEEDS_TAGS, Trait.DESCRIBED),
    GUARD_BOTH(
            SandboxTable::disabled,
            says("NON_COMPLIANT", "Planned"),
            fixed("NON_COMPLIANT", 7),
            Trait.NEEDS_TAGS,
            Trait.DESCRIBED,
            Trait.READ_AGAIN,
            Trait.WRITTEN,
            Trait.HANGS_ON_ALL_WHEN_WRITTEN),
    GUARD_OFF(
            t -> t.disabled().deletionProtection(true),
            says("NON_COMPLIANT", "Planned"),
            fixed("COMPLIANT", 7),
            Trait.NEEDS_TAGS,
            Trait.DESCRIBED,
            Trait.READ_AGAIN,
            Trait.WRITTEN,
            Trait.HANGS_ON_ALL_WHEN_WRITTEN),
    GUARD_OK(
            t -> t.enabled(14).deletionProtection(true),
            says("COMPLIANT", "none"),
            Trait.NEEDS_TAGS,
            Trait.DESCRIBED,
            Trait.NEEDS_DETAILS),
    GUARD_OPEN(
            t -> t.enabled(35), says("NON_COMPLIANT", "none"), Trait.NEEDS_TAGS, Trait.DESCRIBED, Trait.NEEDS_DETAILS),
    KMS_LOST(
            t -> critical(t).disabled().status("INACCESSIBLE_ENCRYPTION_CREDENTIALS"),
            says("NON_COMPLIANT", "Planned"),
            says("NON_COMPLIANT", "Deferred"),
            Trait.NEEDS_TAGS,
            Trait.DESCRIBED,
            Trait.READ_AGAIN),
    NEW_CRITICAL(
            t -> critical(t).disabled().notYetFor(Duration.ofMinutes(10)),
            says("NON_COMPLIANT", "Planned"),
            says("NON_COMPLIANT", "Deferred"),
            Trait.NEEDS_TAGS,
            Trait.DESCRIBED,
            Trait.READ_AGAIN,
            Trait.NOT_YET),
    PLAIN_OFF(SandboxTable::disabled, says("NON_COMPLIANT", "AlertOnly"), Trait.NEEDS_TAGS, Trait.DESCRIBED),
    PLAIN_OK(t -> t.enabled(35), says("COMPLIANT", "none")),
    PLAIN_STALE(
            t -> t.enabled(35).latestLag(Duration.ofHours(3)),
            says("NON_COMPLIANT", "none"),
            Trait.NEEDS_TAGS,
            Trait.DESCRIBED),
    TMP_IMPORT(SandboxTable::disabled, says("EXEMPT", "none"), Trait.EXEMPT_BY_NAME);

    /** Corrects what is critical or guarded, alerts about the rest; what is called tmp is exempt. */
    static final Policy POLICY = Policies.of(
            Policies.exempt("tmp-*", "2027-01-31"),
            Policies.remediateTagged("tier=critical", 35),
            Policies.require("guard-*", Policies.guarded(7), Action.REMEDIATE),
            Policies.require("plain-*", Policies.lag(Duration.ofHours(1)), Action.ALERT));

    static final List<MatrixTable> EVERY_KIND = List.of(values());
    /** Some of each verdict, beside {@link #GUARD_OFF}: enough to see that trouble with one is no trouble of others. */
    static final List<MatrixTable> HANDFUL =
            List.of(ARCHIVED, CRIT_OFF, CRIT_OK, EXEMPT_TAGGED, GUARD_OFF, GUARD_OPEN, PLAIN_OFF);

    static final List<MatrixTable> HEALTHY = List.of(CRIT_OK, EXEMPT_TAGGED, GUARD_OK, PLAIN_OK, TMP_IMPORT);

    /** What a sweep says of a table: the verdict, the outcome, and the days it has set; 0 for none. */
    record Said(String verdict, String outcome, int days) {
        Said(String verdict, String outcome) {
            this(verdict, outcome, 0);
        }
    }

    /** What a verdict or a correction hangs on. */
    enum Trait {
        NEEDS_TAGS,
        DESCRIBED,
        NEEDS_DETAILS,
        READ_AGAIN,
        WRITTEN,
        NOT_YET,
        HANGS_ON_ALL_WHEN_WRITTEN,
        EXEMPT_BY_NAME
    }

    private final Consumer<SandboxTable> seed;
    private final Said observed;
    private final Said fixed;
    private final Set<Trait> traits;

    MatrixTable(Consumer<SandboxTable> seed, Said observed, Said fixed, Trait... traits) {
        this.seed = seed;
        this.observed = observed;
        this.fixed = fixed;
        this.traits = Set.copyOf(Arrays.asList(traits));
    }

    MatrixTable(Consumer<SandboxTable> seed, Said always, Trait... traits) {
        this(seed, always, always, traits);
    }

    String table() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void seed(SandboxTable table) {
        seed.accept(table);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** What an undisturbed sweep says. */
    Said said(boolean fix) {
        return fix ? fixed : observed;
    }

    /** Whether the table really has what the policy asks, as it stands in the sandbox. */
    boolean compliantNow(SandboxTable table) {
        int days = table.recovery() instanceof Recovery.Enabled enabled ? enabled.days() : 0;
        int required = name().startsWith("CRIT") ? 35 : name().startsWith("GUARD") ? 7 : 1;
        boolean guarded = !name().startsWith("GUARD") || table.state().deletionProtection();
        return days >= required && guarded && this != PLAIN_STALE;
    }

    private static Said says(String verdict, String outcome) {
        return new Said(verdict, outcome);
    }

    private static Said fixed(String verdict, int days) {
        return new Said(verdict, "Fixed", days);
    }

    private static SandboxTable critical(SandboxTable table) {
        return table.tags(Map.of("tier", "critical"));
    }

    private static SandboxTable exempt(SandboxTable table, String until) {
        return table.tags(
                Map.of(TagExemption.UNTIL, until, TagExemption.REASON, "rebuilt nightly", TagExemption.OWNER, "data"));
    }
}
