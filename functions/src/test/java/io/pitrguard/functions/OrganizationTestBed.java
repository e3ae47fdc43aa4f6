package io.pitrguard.functions;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Mode;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.report.SweepPlanView.KnownAccountView;
import io.pitrguard.sandbox.SandboxBucket;
import io.pitrguard.sandbox.SandboxTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An organization around a hub: accounts with the member role, and the plan that the last sweep left in the bucket. */
final class OrganizationTestBed {
    static final String SHOP = "111111111111";
    static final String BANK = "222222222222";
    static final String STRANGER = "999999999999";
    static final String EXTERNAL_ID = "secret";
    static final Set<String> REGIONS = Set.of("eu-west-1", "us-east-1");

    static final HubSettings HUB = new HubSettings(
            Mode.ORGANIZATION,
            "pitr-guard-member",
            Optional.of(EXTERNAL_ID),
            Optional.of(HubTestBed.BUCKET),
            Optional.of("arn:aws:events:eu-west-1:123456789012:event-bus/pitr-guard-organization"),
            HubSettings.Scope.EVERYTHING);

    private final SandboxAws aws;
    private final SandboxBucket bucket;
    private final Map<String, KnownAccountView> known = new TreeMap<>();

    /** Sets up the hub's own account and two members, all of them planned. */
    OrganizationTestBed(SandboxAws aws) {
        this.aws = aws;
        this.bucket = aws.sandbox().buckets().create(HubTestBed.BUCKET);
        aws.sandbox().organization().account(aws.where().account(), "security", REGIONS);
        plan(aws.where().account(), "ACTIVE", null, List.of());
        for (String account : List.of(SHOP, BANK)) {
            aws.sandbox()
                    .organization()
                    .account(account, "name-" + account, REGIONS)
                    .role(account, HUB.memberRole(), EXTERNAL_ID);
            plan(account, "ACTIVE", null, List.of());
        }
    }

    /** Has the plan hold an account. */
    void plan(String account, String state, @Nullable String leftOut, List<String> units) {
        plan(account, state, leftOut, units, null);
    }

    /** Has the plan hold an account with a tag that names its owner. */
    void planOwned(String account, String owner) {
        plan(account, "ACTIVE", null, List.of(), owner);
    }

    private void plan(
            String account, String state, @Nullable String leftOut, List<String> units, @Nullable String owner) {
        known.put(
                account,
                new KnownAccountView(
                        account,
                        "name-" + account,
                        state,
                        units.stream()
                                .map(name -> new OrganizationView.UnitView("ou-ab12-" + name, name))
                                .toList(),
                        owner,
                        leftOut));
        store();
    }

    /** Has the plan no longer hold an account. */
    void forget(String account) {
        known.remove(account);
        store();
    }

    private void store() {
        bucket.put(
                SweepKeys.ORGANIZATION,
                Json.write(
                        new SweepPlanView.KnownAccounts(aws.time().instant().toString(), List.copyOf(known.values()))));
    }

    /** Removes the plan, as before the first sweep. */
    void forgetAll() {
        bucket.delete(SweepKeys.ORGANIZATION);
    }

    /** Creates a table in a member account, long ago. */
    SandboxTable create(AccountRegion place, String name) {
        return aws.sandbox().tables(place.account(), place.region()).create(name);
    }

    static AccountRegion place(String account, String region) {
        return new AccountRegion("aws", account, region);
    }
}
