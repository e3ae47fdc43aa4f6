package io.pitrguard.infra;

import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Mode;
import io.pitrguard.domain.policy.UnitPattern;
import io.pitrguard.domain.selfcheck.ForwardingRules;
import io.pitrguard.domain.table.AwsNames;
import io.pitrguard.infra.FleetOptions.Access;
import io.pitrguard.infra.FleetOptions.Hub;
import io.pitrguard.infra.FleetOptions.Members;
import io.pitrguard.infra.FleetOptions.Scope;
import io.pitrguard.infra.FleetOptions.StackSets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads how a deployment sweeps, and what.
 *
 * @param region the region of the deployment; empty where that is not known yet
 */
record FleetOptionsReader(Context context, Optional<String> region) {
    private static final List<Option> OF_THE_ORGANIZATION = List.of(
            Option.ACCOUNTS,
            Option.OUS,
            Option.EXCLUDE_ACCOUNTS,
            Option.EXCLUDE_OUS,
            Option.REGIONS,
            Option.ORGANIZATION_ID,
            Option.EXTERNAL_ID,
            Option.MEMBER_ROLE,
            Option.OPERATOR_ROLES,
            Option.MEMBER_STACK_SET,
            Option.MEMBER_OUS,
            Option.MEMBER_REGIONS,
            Option.ORGANIZATION_CONFIG_RULE,
            Option.CONFIG_AGGREGATOR);
    private static final String UNIT_ID = UnitPattern.ID + "|" + UnitPattern.ROOT_ID;

    FleetOptions options() {
        Mode mode = Mode.named(context.word(
                        Option.MODE, Stream.of(Mode.values()).map(Mode::key).toList()))
                .orElseThrow();
        int workers = context.number(Option.WORKERS, 1, 1000);
        if (mode == Mode.ORGANIZATION) {
            return new FleetOptions(mode, workers, Optional.of(hub()));
        }
        OF_THE_ORGANIZATION.stream()
                .filter(context::isSet)
                .forEach(option -> context.refuse(
                        option, context.text(option), "It is for mode=organization: set that, or remove this."));
        return new FleetOptions(mode, workers, Optional.empty());
    }

    private Hub hub() {
        Scope scope = new Scope(
                each(Option.ACCOUNTS, AwsNames.ACCOUNT, "Write account ids of 12 digits."),
                units(Option.OUS),
                each(Option.EXCLUDE_ACCOUNTS, AwsNames.ACCOUNT, "Write account ids of 12 digits."),
                units(Option.EXCLUDE_OUS),
                regions());
        Optional<String> aggregator = context.formed(
                Option.CONFIG_AGGREGATOR,
                HubSettings.AGGREGATOR_NAME,
                "Write the name of an aggregator in the deployment's account and region: aws configservice describe-configuration-aggregators");
        return new Hub(access(), scope, members(scope), configRule(), aggregator);
    }

    private List<String> units(Option option) {
        List<String> units = context.list(option);
        for (String unit : units) {
            UnitPattern.problem(unit)
                    .ifPresent(
                            problem -> context.refuse(option, unit, "It " + problem.what() + ". " + problem.remedy()));
        }
        return units;
    }

    private Access access() {
        String name = context.text(Option.NAME);
        return new Access(
                required(
                        Option.ORGANIZATION_ID,
                        "o-[a-z0-9]{10,32}",
                        "Write the organization's id: aws organizations describe-organization --query Organization.Id"),
                required(
                        Option.EXTERNAL_ID,
                        AwsNames.EXTERNAL_ID,
                        "Write 2 to 1,224 letters, digits or any of _+=,.@:/- that nobody guesses. To make one, run: uuidgen"),
                context.formed(Option.MEMBER_ROLE, "[\\w+=,.@-]{1,64}", "Write the name of a role, without its path.")
                        .orElse(FleetOptions.memberRole(name)),
                ForwardingRules.ruleOf(name),
                each(
                        Option.OPERATOR_ROLES,
                        AwsNames.ROLE,
                        "Write names of roles of the deployment's account, with their paths."));
    }

    private String required(Option option, String form, String remedy) {
        if (!context.isSet(option)) {
            context.refuse(option, "", "mode=organization requires it. " + remedy);
            return "";
        }
        return context.formed(option, form, remedy).orElse("");
    }

    private List<String> regions() {
        List<String> all = List.of(FleetOptions.ALL_REGIONS);
        return context.list(Option.REGIONS).equals(all)
                ? all
                : each(Option.REGIONS, AwsNames.REGION, "Write all, or regions such as eu-west-1.");
    }

    private Members members(Scope scope) {
        StackSets stackSets =
                switch (context.word(Option.MEMBER_STACK_SET, List.of("delegated", "management", "none"))) {
                    case "management" -> StackSets.MANAGEMENT;
                    case "none" -> StackSets.NONE;
                    default -> StackSets.DELEGATED;
                };
        return new Members(stackSets, memberUnits(stackSets, scope), memberRegions(stackSets, scope));
    }

    /** CloudFormation takes ids only. */
    private List<String> memberUnits(StackSets stackSets, Scope scope) {
        String remedy =
                "Write ids of organizational units, or the root's for all accounts: aws organizations list-roots --query Roots[].Id";
        List<String> units = each(Option.MEMBER_OUS, UNIT_ID, remedy);
        if (!units.isEmpty() || context.isSet(Option.MEMBER_OUS) || stackSets == StackSets.NONE) {
            return units;
        }
        if (scope.units().isEmpty() || !scope.units().stream().allMatch(unit -> unit.matches(UNIT_ID))) {
            context.refuse(
                    Option.MEMBER_OUS,
                    "",
                    "The StackSet requires it unless ous has ids only. " + remedy
                            + ". Or deploy member/ yourself with memberStackSet=none.");
        }
        return scope.units();
    }

    /** CloudFormation takes no word for all regions. */
    private List<String> memberRegions(StackSets stackSets, Scope scope) {
        List<String> regions = each(Option.MEMBER_REGIONS, AwsNames.REGION, "Write regions such as eu-west-1.");
        boolean all = scope.regions().contains(FleetOptions.ALL_REGIONS);
        if (regions.isEmpty() && all && stackSets != StackSets.NONE) {
            context.refuse(
                    Option.MEMBER_REGIONS,
                    "",
                    "With regions=all the StackSet requires it: write the regions whose calls are forwarded.");
        }
        List<String> others = regions.isEmpty() && !all ? scope.regions() : regions;
        return others.stream().filter(name -> !region.equals(Optional.of(name))).toList();
    }

    private boolean configRule() {
        boolean asked = context.flag(Option.ORGANIZATION_CONFIG_RULE);
        if (asked && !context.flag(Option.CONFIG_RULE)) {
            context.refuse(
                    Option.ORGANIZATION_CONFIG_RULE,
                    "true",
                    "Its function is that of the AWS Config rule: remove configRule=false or this.");
        }
        Stream.of(Option.MANAGED_RULE, Option.CONFORMANCE_PACK)
                .filter(option -> asked && context.isSet(option))
                .forEach(option -> context.refuse(
                        option, "true", "It is for one account: remove organizationConfigRule or this."));
        return asked;
    }

    private List<String> each(Option option, String form, String remedy) {
        List<String> entries = context.list(option).stream().distinct().toList();
        entries.stream().filter(entry -> !entry.matches(form)).forEach(entry -> context.refuse(option, entry, remedy));
        return entries;
    }
}
