package io.pitrguard.infra;

import io.pitrguard.config.Mode;
import io.pitrguard.config.StackName;

/**
 * What to type for a deployment: each command has the options with which it finds the deployment from any terminal.
 *
 * @param region the deployment's region
 */
record Commands(DeploymentOptions deployment, String region) {
    Mode mode() {
        return deployment.fleet().mode();
    }

    /** Returns the check of the deployment itself. */
    String doctor() {
        return "./pitr-guard doctor" + inRegion() + named();
    }

    /** Returns the check of the organization's accounts. */
    String checkAccounts() {
        return "./pitr-guard doctor --organization" + inRegion() + named();
    }

    /** Returns the command that shows tables, or the counts of accounts. */
    String status() {
        return "./pitr-guard status" + organization() + inRegion() + ledger();
    }

    /** Returns a sweep of the same accounts and regions from a terminal. */
    String sweep() {
        return "./pitr-guard sweep"
                + organization()
                + inRegion()
                + deployment.fleet().hub().map(this::ofHub).orElse("");
    }

    /** The external id is not printed. */
    private String ofHub(FleetOptions.Hub hub) {
        String role = hub.access().memberRole();
        return (hub.scope().regions().isEmpty()
                        ? ""
                        : " --regions " + String.join(",", hub.scope().regions()))
                + (role.equals(FleetOptions.memberRole(StackName.STANDARD)) ? "" : " --role " + role)
                + " --external-id ID (externalId in cdk.json)";
    }

    /** Returns the command that repeats what is in a dead-letter queue. */
    String redrive(String queueUrl) {
        return "./pitr-guard redrive" + inRegion() + (isStandard() ? "" : " --queue " + queueUrl);
    }

    /** Returns the list of restores. */
    String restores() {
        return "./pitr-guard restore list" + inRegion() + ledger();
    }

    /** Returns the plan of a restore. */
    String planRestore() {
        return "./pitr-guard restore TABLE --at '1 hour ago' --plan" + inRegion() + ledger();
    }

    /** Returns the list of backups. */
    String backups() {
        return "./pitr-guard backup list" + inRegion() + ledger();
    }

    /** Returns the list of drills. */
    String drills() {
        return "./pitr-guard drill report" + inRegion() + ledger();
    }

    private String ledger() {
        return isStandard() ? "" : " --ledger " + LedgerTable.nameIn(deployment.name());
    }

    private String organization() {
        return deployment.fleet().hub().isPresent() ? " --organization" : "";
    }

    private String inRegion() {
        return " --region " + region;
    }

    private String named() {
        return isStandard() ? "" : " --name " + deployment.name();
    }

    private boolean isStandard() {
        return deployment.name().equals(StackName.STANDARD);
    }
}
