package io.pitrguard.infra;

import java.util.List;
import software.amazon.awscdk.services.config.CfnConfigurationRecorder;
import software.amazon.awscdk.services.config.CfnDeliveryChannel;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** An AWS Config recorder for tables and their compliance only, for an account and region without one. */
final class TableRecorder extends Construct {
    TableRecorder(Construct scope, String id, String name, RecordsBucket records) {
        super(scope, id);
        records.allowConfig();
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("config.amazonaws.com"))
                .description("Lets AWS Config record tables for " + name + ".")
                // AWS keeps this policy up to date with the resource types of AWS Config.
                .managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName("service-role/AWS_ConfigRole")))
                .build();
        records.letConfigWrite(role);
        CfnConfigurationRecorder.Builder.create(this, "Recorder")
                .name(name)
                .roleArn(role.getRoleArn())
                .recordingGroup(CfnConfigurationRecorder.RecordingGroupProperty.builder()
                        .allSupported(false)
                        .includeGlobalResourceTypes(false)
                        // Without the second one, AWS Config keeps no history of a table's compliance.
                        .resourceTypes(List.of("AWS::DynamoDB::Table", "AWS::Config::ResourceCompliance"))
                        .build())
                .build();
        CfnDeliveryChannel channel = CfnDeliveryChannel.Builder.create(this, "Channel")
                .name(name)
                .s3BucketName(records.bucket().getBucketName())
                .build();
        // AWS Config writes to the bucket, with its role, when the channel is created.
        channel.getNode().addDependency(records, role);
    }
}
