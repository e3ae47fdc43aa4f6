package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps by which infrastructure as code takes a restored table in the place of the table that it knows. Nothing in them
 * deletes or replaces a table.
 *
 * @param old the table that the definition has now; of another name
 * @param restored the table that takes its place
 */
public record NameSwitch(TableRef old, TableRef restored) {
    /** The tool that defines the table. */
    public enum Tool {
        CLOUDFORMATION,
        CDK,
        TERRAFORM
    }

    /**
     * One step.
     *
     * @param lines what to write or run, as it is
     */
    public record Step(String title, List<String> lines) {
        public Step {
            lines = List.copyOf(lines);
        }
    }

    /** Returns the steps for a tool, in their order. */
    public List<Step> steps(Tool tool) {
        List<Step> steps = new ArrayList<>(
                switch (tool) {
                    case CLOUDFORMATION -> cloudFormation();
                    case CDK -> cdk();
                    case TERRAFORM -> terraform();
                });
        steps.add(new Step(
                "Point what names the old table or its stream to the new one: IAM policies, environment variables, event"
                        + " source mappings, alarms, dashboards",
                RestoreCommands.settings("diff", old, restored).stream().toList()));
        return steps;
    }

    private String name() {
        return restored.name();
    }

    private String region() {
        return " " + ShellWord.option("--region", restored.where().region());
    }

    /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import-existing-stack.html */
    private List<Step> cloudFormation() {
        return List.of(
                new Step(
                        "Keep the old table whatever happens to its resource, and deploy (never change TableName in place: that"
                                + " replaces the table)",
                        List.of("  Table:", "    DeletionPolicy: Retain", "    UpdateReplacePolicy: Retain")),
                new Step(
                        "Remove the resource, and what refers to it, from the template, and deploy: the table stays",
                        List.of("aws cloudformation deploy --stack-name STACK --template-file without-table.yaml"
                                + region())),
                new Step(
                        "Add the resource again under its logical id, with the name and the keys of the restored table",
                        List.of(
                                "  Table:",
                                "    Type: AWS::DynamoDB::Table",
                                "    DeletionPolicy: Retain",
                                "    UpdateReplacePolicy: Retain",
                                "    Properties:",
                                "      TableName: " + name())),
                new Step(
                        "Import it",
                        List.of(
                                "aws cloudformation create-change-set --stack-name STACK --change-set-name import-restored"
                                        + " --change-set-type IMPORT --template-body file://with-table.yaml"
                                        + " --resources-to-import '[{\"ResourceType\":\"AWS::DynamoDB::Table\","
                                        + "\"LogicalResourceId\":\"Table\",\"ResourceIdentifier\":{\"TableName\":\""
                                        + name() + "\"}}]'" + region(),
                                "aws cloudformation execute-change-set --stack-name STACK --change-set-name import-restored"
                                        + region())),
                drift());
    }

    /** https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-import.html */
    private List<Step> cdk() {
        return List.of(
                new Step(
                        "Keep the old table whatever happens to its construct, and deploy",
                        List.of("removalPolicy: RemovalPolicy.RETAIN", "npx cdk deploy STACK")),
                new Step(
                        "Remove the construct, and what refers to it, and deploy: the table stays",
                        List.of("npx cdk deploy STACK")),
                new Step(
                        "Add the construct again, with the name and the keys of the restored table",
                        List.of("tableName: '" + name() + "'", "removalPolicy: RemovalPolicy.RETAIN")),
                new Step(
                        "Import it; the command asks for the name of the table",
                        List.of("npx cdk import STACK", "npx cdk diff STACK")),
                drift());
    }

    /** Importing does not check that the template equals the table. */
    private Step drift() {
        return new Step(
                "See in what the table differs from the template: importing does not check that",
                List.of("aws cloudformation detect-stack-drift --stack-name STACK" + region()));
    }

    /** https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources */
    private List<Step> terraform() {
        return List.of(
                new Step(
                        "Let Terraform forget the old table without deleting it, and take the restored one in its place",
                        List.of(
                                "removed {",
                                "  from = aws_dynamodb_table.old",
                                "  lifecycle {",
                                "    destroy = false",
                                "  }",
                                "}",
                                "",
                                "import {",
                                "  to = aws_dynamodb_table.restored",
                                "  id = \"" + name() + "\"",
                                "}")),
                new Step(
                        "Rename the resource of the table " + old.name()
                                + " from old to restored, with the name of the restored table",
                        List.of(
                                "resource \"aws_dynamodb_table\" \"restored\" {",
                                "  name = \"" + name() + "\"",
                                "  # …all other arguments as before…",
                                "  lifecycle {",
                                "    prevent_destroy = true",
                                "  }",
                                "}")),
                new Step(
                        "Check the plan: it must show one import, one resource that is forgotten, and nothing that is destroyed"
                                + " or replaced",
                        List.of("terraform plan", "terraform apply")));
    }
}
