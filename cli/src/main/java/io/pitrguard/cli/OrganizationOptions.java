package io.pitrguard.cli;

import io.pitrguard.config.HubSettings;
import io.pitrguard.domain.policy.UnitPattern;
import io.pitrguard.domain.table.AwsNames;
import io.pitrguard.organization.OrganizationScope;
import io.pitrguard.wiring.MemberAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that select accounts and regions of an organization, and the role that gives access to them. */
final class OrganizationOptions {
    private static final String ALL = "all";

    @Option(
            names = "--organization",
            description =
                    "Check the accounts of the AWS organization. Run it in the management account or in a delegated"
                            + " administrator; see docs/organization.md.")
    private boolean organization;

    @Option(
            names = "--accounts",
            paramLabel = "ID",
            split = ",",
            description =
                    "With --organization: only these accounts, 12 digits each, separated by commas; with --ou, these too.")
    private List<String> accounts = List.of();

    @Option(
            names = "--ou",
            paramLabel = "UNIT",
            split = ",",
            description =
                    "With --organization: only accounts in these organizational units or below: ids (ou-ab12-11111111) or"
                            + " paths from the root ('Workloads/Prod*'), separated by commas. The root's id (r-ab12)"
                            + " means all accounts.")
    private List<String> units = List.of();

    @Option(
            names = "--exclude-accounts",
            paramLabel = "ID",
            split = ",",
            description = "With --organization: leave out these accounts.")
    private List<String> withoutAccounts = List.of();

    @Option(
            names = "--exclude-ou",
            paramLabel = "UNIT",
            split = ",",
            description = "With --organization: leave out accounts in these organizational units or below.")
    private List<String> withoutUnits = List.of();

    @Option(
            names = "--regions",
            paramLabel = "REGION",
            split = ",",
            description =
                    "With --organization: the regions to check in each account, separated by commas, or all: those"
                            + " enabled in the account. Default: --region; in doctor, those of the deployment.")
    private List<String> regions = List.of();

    @Option(
            names = "--role",
            paramLabel = "NAME",
            description = "With --organization: the role to assume in each other account. Default: "
                    + MemberAccess.Role.STANDARD + "; in doctor, that of the deployment.")
    private @Nullable String role;

    @Option(
            names = "--external-id",
            paramLabel = "ID",
            description =
                    "With --organization: the external id that the role asks for. Default: none; in doctor, that of the"
                            + " deployment.")
    private @Nullable String externalId;

    @Option(
            names = "--config-aggregator",
            paramLabel = "NAME",
            description =
                    "With --organization: an AWS Config aggregator in your account and region; a sweep begins where it"
                            + " recorded tables as off, new or changed. Default: none; in doctor, that of the"
                            + " deployment.")
    private @Nullable String configAggregator;

    /** Whether to sweep the organization. */
    boolean asked() {
        return organization;
    }

    /**
     * Checks the options.
     *
     * @param fix whether {@code --fix} is given
     * @param ledger whether {@code --ledger} is given
     * @throws ParameterException if one has no valid value, or does not go with another
     */
    void check(CommandSpec spec, boolean fix, boolean ledger) {
        given().forEach((option, given) -> require(spec, organization || !given, option + " requires --organization"));
        require(
                spec,
                !organization || !fix,
                "--fix cannot be used with --organization yet: deploy with mode=organization, which changes tables as the"
                        + " policy says, or run sweep --fix in one account.");
        require(
                spec,
                !organization || !ledger,
                "--ledger cannot be used with --organization yet: a ledger records one account and region");
        accounts.forEach(id -> checkAccount(spec, "--accounts", id));
        withoutAccounts.forEach(id -> checkAccount(spec, "--exclude-accounts", id));
        units.forEach(unit -> checkUnit(spec, "--ou", unit));
        withoutUnits.forEach(unit -> checkUnit(spec, "--exclude-ou", unit));
        checkRegions(spec);
        checkRole(spec);
    }

    private Map<String, Boolean> given() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--accounts", !accounts.isEmpty());
        given.put("--ou", !units.isEmpty());
        given.put("--exclude-accounts", !withoutAccounts.isEmpty());
        given.put("--exclude-ou", !withoutUnits.isEmpty());
        given.put("--regions", !regions.isEmpty());
        given.put("--role", role != null);
        given.put("--external-id", externalId != null);
        given.put("--config-aggregator", configAggregator != null);
        return given;
    }

    private static void checkAccount(CommandSpec spec, String option, String id) {
        require(spec, id.matches(AwsNames.ACCOUNT), option + " must be 12 digits each, not '" + id + "'");
    }

    private static void checkUnit(CommandSpec spec, String option, String unit) {
        require(spec, !unit.isBlank(), option + " must name a unit");
        UnitPattern.problem(unit)
                .ifPresent(problem -> require(
                        spec, false, "%s '%s' %s. %s".formatted(option, unit, problem.what(), problem.remedy())));
    }

    private void checkRegions(CommandSpec spec) {
        require(
                spec,
                !regions.contains(ALL) || regions.size() == 1,
                "--regions must be 'all' or names of regions, not both");
        for (String region : regions) {
            require(
                    spec,
                    region.equals(ALL) || RegionName.problem(region).isEmpty(),
                    "--regions must be 'all' or regions such as eu-west-1, not '" + region + "'");
        }
    }

    private void checkRole(CommandSpec spec) {
        require(
                spec,
                role == null || role.matches(AwsNames.ROLE),
                "--role must be the name of a role, such as " + MemberAccess.Role.STANDARD + ", not '" + role + "'");
        require(
                spec,
                externalId == null || externalId.matches(AwsNames.EXTERNAL_ID),
                "--external-id must be 2 to 1224 letters, digits or any of _+=,.@:/-");
        require(
                spec,
                configAggregator == null || configAggregator.matches(HubSettings.AGGREGATOR_NAME),
                "--config-aggregator must be the name of an aggregator, not '" + configAggregator + "'");
    }

    /** Returns which accounts and regions to sweep; without {@code --regions} only this one of each account. */
    OrganizationScope scope(String region) {
        return scope(new OrganizationScope(List.of(), List.of(), List.of(), List.of(), List.of(region)));
    }

    /** Returns which accounts and regions to go through; where no option names any, those of {@code standard}. */
    OrganizationScope scope(OrganizationScope standard) {
        boolean included = !accounts.isEmpty() || !units.isEmpty();
        return new OrganizationScope(
                included ? accounts : standard.accounts(),
                included ? patterns(units) : standard.units(),
                withoutAccounts.isEmpty() ? standard.withoutAccounts() : withoutAccounts,
                withoutUnits.isEmpty() ? standard.withoutUnits() : patterns(withoutUnits),
                regions.isEmpty() ? standard.regions() : regions.contains(ALL) ? List.of() : regions);
    }

    private static List<UnitPattern> patterns(List<String> units) {
        return units.stream().map(UnitPattern::new).toList();
    }

    /**
     * Returns the role to assume in each account; what no option names is as in the settings of a hub.
     *
     * @param session names the session in CloudTrail
     */
    MemberAccess.Role role(HubSettings hub, String session) {
        return new MemberAccess.Role(
                role == null ? hub.memberRole() : role,
                Optional.ofNullable(externalId).or(hub::externalId),
                session);
    }

    /** Returns the aggregator that says where to begin; that of a hub where no option names one. */
    Optional<String> configAggregator(HubSettings hub) {
        return Optional.ofNullable(configAggregator).or(hub::configAggregator);
    }

    private static void require(CommandSpec spec, boolean met, String message) {
        if (!met) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
