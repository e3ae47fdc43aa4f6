package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.domain.selfcheck.Footprint;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.regioninfo.RegionInfo;
import software.constructs.Construct;

/** What the deployment prints at its end: where everything is, and what to run next. */
final class StackOutputs extends Construct {
    /** The console's host in each partition. */
    private static final Map<String, String> CONSOLES = Map.of(
            "aws", "console.aws.amazon.com",
            "aws-us-gov", "console.amazonaws-us-gov.com",
            "aws-cn", "console.amazonaws.cn",
            "aws-eusc", "console.amazonaws-eusc.eu");

    /** What was deployed. */
    record Props(DeploymentOptions options, SharedResources shared, Map<FunctionKind, GuardFunction> functions) {
        Props {
            functions = Map.copyOf(functions);
        }
    }

    StackOutputs(Construct scope, String id, Props props) {
        super(scope, id);
        DeploymentOptions options = props.options();
        output("NextCommand", "Checks the deployment. Add --send-test once addresses are confirmed.", doctor(options));
        output("AlertsTopic", "Gets alerts and alarms.", props.shared().alerts().getTopicArn());
        output(
                "HealthTopic",
                "Gets alarms that pitr-guard is unhealthy.",
                props.shared().health().getTopicArn());
        output(
                "LedgerTable",
                "For ./pitr-guard status and history.",
                props.shared().ledger().getTableName());
        for (FunctionKind kind : FunctionKind.values()) {
            Optional.ofNullable(props.functions().get(kind))
                    .ifPresent(function -> output(
                            kind.handler().substring(kind.handler().lastIndexOf('.') + 1) + "Name",
                            "Its log is /aws/lambda/ and this name.",
                            kind.nameIn(options.name())));
        }
        evidence(props.shared());
        if (options.fleet().mode().hasStateMachine()) {
            output(
                    "SweepMachine",
                    "Sweeps; its executions are in the console of Step Functions.",
                    SweepMachine.nameIn(options.name()));
            output("SweepNowCommand", "Starts a sweep at once.", SweepMachine.startCommand(this, options.name()));
        }
        console().ifPresent(host -> watching(host, options));
        output(
                "RunbookUrl",
                "Has a line for each alarm.",
                options.notifications().page(PitrGuardStack.RUNBOOK));
    }

    private void evidence(SharedResources shared) {
        shared.evidence()
                .ifPresent(bucket -> output(
                        "EvidenceBucket",
                        "Has the reports of sweeps; check them with ./pitr-guard report --verify",
                        bucket.getBucketName()));
    }

    /** Without a dashboard, the console's list of alarms is the overview. */
    private void watching(String host, DeploymentOptions options) {
        String page = "https://%s/cloudwatch/home?region=%s#"
                .formatted(host, Stack.of(this).getRegion());
        if (options.footprint() == Footprint.FULL) {
            output(
                    "DashboardUrl",
                    "Shows tables and pitr-guard's own health.",
                    page + "dashboards/dashboard/" + options.name());
        }
        output("AlarmsUrl", "Lists the alarms.", page + "alarmsV2:?~(search~'" + options.name() + ")");
    }

    private String doctor(DeploymentOptions deployment) {
        Commands commands = new Commands(deployment, Stack.of(this).getRegion());
        return switch (deployment.fleet().mode()) {
            case ACCOUNT, LARGE_ACCOUNT -> commands.doctor();
            // The StackSet may fail in accounts without failing the deployment.
            case ORGANIZATION -> commands.doctor() + " && " + commands.checkAccounts();
        };
    }

    /** Returns the console's host; empty where it is not known. A template of no certain region is for the large ones. */
    private Optional<String> console() {
        String region = Stack.of(this).getRegion();
        String partition =
                Token.isUnresolved(region) ? "aws" : RegionInfo.get(region).getPartition();
        return Optional.ofNullable(partition).map(CONSOLES::get);
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name)
                .description(description)
                .value(value)
                .build()
                .overrideLogicalId(name);
    }
}
