package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps by which infrastructure as code takes a restored table in the place of the table that it knows. Nothing in them
 * deletes or replaces a table.
 *
 * @param old the table that the definition has now
 * @param restored the table that takes its place
 */
public record NameSwitch(TableRef old, TableRef restored) {
    /** Templates that define IAM roles need them. */
    private static final String CAPABILITIES = " --capabilities CAPABILITY_NAMED_IAM CAPABILITY_AUTO_EXPAND";

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
                    case CLOUDFORMATION -> cloudFormationTakes();
                    case CDK -> cdkTakes();
                    case TERRAFORM -> elsewhere() ? terraformElsewhere() : terraform();
                });
        if (!elsewhere()) {
            steps.addAll(0, forgets(tool));
        }
        steps.add(new Step(
                "Point what names the old table or its stream to the new one: IAM policies, environment variables, event"
                        + " source mappings, alarms, dashboards",
                RestoreCommands.settings("diff", old, restored).stream().toList()));
        return steps;
    }

    /** Returns the first steps, after which the definition has the old table no longer. */
    private List<Step> forgets(Tool tool) {
        return switch (tool) {
            case CLOUDFORMATION -> cloudFormationForgets();
            case CDK -> cdkForgets();
            case TERRAFORM -> List.of();
        };
    }

    /** Whether the definition has the restored table already: another region has a definition of its own. */
    public boolean isNone() {
        return old.equals(restored);
    }

    /** In another region, the old table stays as it is. */
    private boolean elsewhere() {
        return !old.where().equals(restored.where());
    }

    private String name() {
        return restored.name();
    }

    private String region() {
        return " " + ShellWord.option("--region", restored.where().region());
    }

    /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import-existing-stack.html */
    private List<Step> cloudFormationForgets() {
        return List.of(
                new Step(
                        "Keep the old table whatever happens to its resource, and deploy (never change TableName in place: that"
                                + " replaces the table)",
                        List.of("  Table:", "    DeletionPolicy: Retain", "    UpdateReplacePolicy: Retain")),
                new Step(
                        "Remove the resource, and what refers to it, from the template, and deploy: the table stays",
                        List.of("aws cloudformation deploy --stack-name STACK --template-file without-table.yaml"
                                + region() + CAPABILITIES)));
    }

    private List<Step> cloudFormationTakes() {
        return List.of(
                new Step(
                        "Add the resource alone, under its logical id and with its type"
                                + " (AWS::DynamoDB::GlobalTable, if it was one)",
                        List.of(
                                "  Table:",
                                "    Type: AWS::DynamoDB::Table",
                                "    DeletionPolicy: Retain",
                                "    UpdateReplacePolicy: Retain",
                                "    Properties:",
                                "      TableName: \"" + name() + "\"",
                                "      # …all other properties as before…")),
                new Step("Import it: nothing else may change in the same step", importing()),
                new Step(
                        "Add what refers to it, and deploy",
                        List.of("aws cloudformation deploy --stack-name STACK --template-file whole.yaml" + region()
                                + CAPABILITIES)),
                drift());
    }

    private List<String> importing() {
        String set = " --stack-name STACK --change-set-name import-restored";
        return List.of(
                "aws cloudformation create-change-set" + set
                        + " --change-set-type IMPORT --template-body file://with-table.yaml"
                        + " --resources-to-import '[{\"ResourceType\":\"AWS::DynamoDB::Table\","
                        + "\"LogicalResourceId\":\"Table\",\"ResourceIdentifier\":{\"TableName\":\""
                        + name() + "\"}}]'" + region() + CAPABILITIES,
                "aws cloudformation wait change-set-create-complete" + set + region(),
                "aws cloudformation execute-change-set" + set + region(),
                "aws cloudformation wait stack-import-complete --stack-name STACK" + region());
    }

    /** https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-import.html */
    private List<Step> cdkForgets() {
        return List.of(
                new Step(
                        "Keep the old table whatever happens to its construct, and deploy",
                        List.of("removalPolicy: RemovalPolicy.RETAIN", "npx cdk deploy STACK")),
                new Step(
                        "Remove the construct, and what refers to it, and deploy: the table stays",
                        List.of("npx cdk deploy STACK")));
    }

    private List<Step> cdkTakes() {
        return List.of(
                new Step(
                        "Add the construct alone, with the name and the keys of the restored table",
                        List.of("tableName: '" + name() + "'", "removalPolicy: RemovalPolicy.RETAIN")),
                new Step(
                        "Import it; the command asks for the name of the table, and takes no other change of resources",
                        List.of("npx cdk import STACK")),
                new Step(
                        "Add what refers to it, and deploy: the table itself must not be in the difference",
                        List.of("npx cdk diff STACK", "npx cdk deploy STACK")),
                drift());
    }

    /** Importing does not check that the template equals the table. */
    private Step drift() {
        return new Step(
                "See in what the table differs from the template: importing does not check that. The second command shows it"
                        + " once the detection has ended",
                List.of(
                        "aws cloudformation detect-stack-drift --stack-name STACK" + region(),
                        "aws cloudformation describe-stack-resource-drifts --stack-name STACK"
                                + " --stack-resource-drift-status-filters MODIFIED DELETED" + region()));
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
                plan(
                        "Check the plan before you apply it: it must show one import, one resource that is forgotten, and no"
                                + " table that is destroyed or replaced. What has the table's name in its own, such as"
                                + " scaling targets, is replaced"));
    }

    /** The provider of the other region must be one of the configuration. */
    private List<Step> terraformElsewhere() {
        String provider = "  provider = aws.restored";
        return List.of(
                new Step(
                        "Let Terraform take the restored table, with the provider of its region; the old one stays",
                        List.of(
                                "provider \"aws\" {",
                                "  alias  = \"restored\"",
                                "  region = \"" + restored.where().region() + "\"",
                                "}",
                                "",
                                "import {",
                                provider,
                                "  to = aws_dynamodb_table.restored",
                                "  id = \"" + name() + "\"",
                                "}",
                                "",
                                "resource \"aws_dynamodb_table\" \"restored\" {",
                                provider,
                                "  name = \"" + name() + "\"",
                                "  # …all other arguments as those of " + old.name() + "…",
                                "}")),
                plan("Check the plan before you apply it: it must show one import, and no table that is destroyed or"
                        + " replaced"));
    }

    private static Step plan(String title) {
        return new Step(title, List.of("terraform plan -out=restored.tfplan", "terraform apply restored.tfplan"));
    }
}
