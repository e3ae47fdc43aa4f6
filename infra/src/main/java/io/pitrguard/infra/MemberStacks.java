package io.pitrguard.infra;

import io.pitrguard.infra.MemberTemplate.Parameter;
import io.pitrguard.report.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnStackSet;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** The StackSet that gives every account of the units its role and rule, and new accounts as well. */
final class MemberStacks extends Construct {
    private static final int ALL = 100;

    /** The StackSet's options, and the values of the template's parameters. */
    record Props(String name, FleetOptions.Members members, Map<Parameter, String> values) {
        Props {
            values = Map.copyOf(values);
        }
    }

    MemberStacks(Construct scope, String id, Props props) {
        super(scope, id);
        List<String> regions = Stream.concat(Stream.of(Stack.of(this).getRegion()), props.members().regions().stream())
                .toList();
        CfnStackSet.Builder.create(this, "StackSet")
                .stackSetName(props.name() + "-members")
                .description("pitr-guard in member accounts: a role for the hub, and a rule that forwards calls to it.")
                .permissionModel("SERVICE_MANAGED")
                .callAs(props.members().stackSets().callAs())
                .autoDeployment(CfnStackSet.AutoDeploymentProperty.builder()
                        .enabled(true)
                        .retainStacksOnAccountRemoval(false)
                        .build())
                .capabilities(List.of("CAPABILITY_NAMED_IAM"))
                .managedExecution(Map.of("Active", true))
                .operationPreferences(preferences(regions))
                .parameters(parameters(props.values()))
                .stackInstancesGroup(List.of(CfnStackSet.StackInstancesProperty.builder()
                        .deploymentTargets(CfnStackSet.DeploymentTargetsProperty.builder()
                                .organizationalUnitIds(props.members().units())
                                .build())
                        .regions(regions)
                        .build()))
                .templateBody(Json.writePretty(MemberTemplate.body()))
                .build();
    }

    /** The roles are in the first region, and the rules of the others name them. An account that fails costs only itself. */
    private static CfnStackSet.OperationPreferencesProperty preferences(List<String> regions) {
        return CfnStackSet.OperationPreferencesProperty.builder()
                .regionConcurrencyType("SEQUENTIAL")
                .regionOrder(regions)
                .failureTolerancePercentage(ALL)
                .maxConcurrentPercentage(ALL)
                .build();
    }

    private static List<CfnStackSet.ParameterProperty> parameters(Map<Parameter, String> values) {
        return Stream.of(Parameter.values())
                .filter(values::containsKey)
                .map(parameter -> CfnStackSet.ParameterProperty.builder()
                        .parameterKey(parameter.key())
                        .parameterValue(values.get(parameter))
                        .build())
                .toList();
    }
}
