package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.infra.MemberTemplate.Parameter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/** What only the organization's deployment has: the bus for its calls, its rule of AWS Config, and its members' StackSet. */
final class OrganizationHub extends Construct {
    private final Props props;

    /**
     * What it belongs to.
     *
     * @param calls the queue to which calls in member accounts go
     * @param remediates whether tables in member accounts may be changed
     * @param permissionsBoundary the name or the ARN of a policy that bounds roles
     */
    record Props(
            String name,
            FleetOptions.Hub hub,
            DriftQueue calls,
            Map<FunctionKind, GuardFunction> functions,
            boolean remediates,
            Optional<String> permissionsBoundary) {
        Props {
            functions = Map.copyOf(functions);
        }
    }

    OrganizationHub(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        String home = Stack.of(this).getRegion();
        ScopeWarnings.of(props.hub(), Token.isUnresolved(home) ? "" : home)
                .forEach(warning -> Annotations.of(this)
                        .addWarningV2("pitr-guard:" + warning.option().key(), warning.text()));
        new OrganizationBus(this, "Bus", props.name(), props.hub().access().organizationId(), props.calls());
        Map<Parameter, String> values = values();
        if (props.hub().members().stackSets() != FleetOptions.StackSets.NONE) {
            new MemberStacks(
                    this,
                    "Members",
                    new MemberStacks.Props(props.name(), props.hub().members(), values));
        }
        CfnOutput.Builder.create(this, "MemberParameters")
                .description("For member/template.json, beside ExternalId.")
                .value(overrides(values))
                .build()
                .overrideLogicalId("MemberParameters");
    }

    private Map<Parameter, String> values() {
        Stack stack = Stack.of(this);
        FleetOptions.Access access = props.hub().access();
        Map<Parameter, String> values = new EnumMap<>(Parameter.class);
        values.put(Parameter.HUB_ACCOUNT, stack.getAccount());
        values.put(Parameter.HOME_REGION, stack.getRegion());
        values.put(Parameter.HUB_BUS, OrganizationBus.nameIn(props.name()));
        values.put(Parameter.HUB_ROLES, String.join(",", roles()));
        values.put(Parameter.ORGANIZATION_ID, access.organizationId());
        values.put(Parameter.EXTERNAL_ID, access.externalId());
        values.put(Parameter.ROLE_NAME, access.memberRole());
        values.put(Parameter.FORWARD_NAME, access.forwardRule());
        props.permissionsBoundary()
                .map(OrganizationHub::nameOf)
                .ifPresent(name -> values.put(Parameter.PERMISSIONS_BOUNDARY, name));
        values.put(Parameter.REMEDIATE, Boolean.toString(props.remediates()));
        values.put(Parameter.CONFIG_RULE, Boolean.toString(props.hub().configRule()));
        return values;
    }

    /** Each account has a policy of its own: what they share is its name, with its path. */
    private static String nameOf(String policy) {
        return policy.substring(policy.indexOf(":policy/") + 1).replaceFirst("^policy/", "");
    }

    /** Those of the functions that get into member accounts, and those of people. */
    private List<String> roles() {
        Stream<String> functions = Stream.of(
                        FunctionKind.PLAN, FunctionKind.PLACE, FunctionKind.DRIFT, FunctionKind.CONFIG_RULE)
                .filter(kind -> kind != FunctionKind.CONFIG_RULE || props.hub().configRule())
                .map(kind -> Objects.requireNonNull(props.functions().get(kind)).roleArn());
        Stream<String> people = props.hub().access().operatorRoles().stream()
                .map(role -> "arn:%s:iam::%s:role/%s"
                        .formatted(Stack.of(this).getPartition(), Stack.of(this).getAccount(), role));
        return Stream.concat(functions, people).toList();
    }

    /** The external id is not printed. */
    private static String overrides(Map<Parameter, String> values) {
        return values.entrySet().stream()
                .filter(value -> value.getKey() != Parameter.EXTERNAL_ID)
                .map(value -> value.getKey().key() + "=" + value.getValue())
                .collect(Collectors.joining(" "));
    }
}
