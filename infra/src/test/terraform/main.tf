# pitr-guard in a member account, for one region: a role for the hub, and a rule that forwards DynamoDB calls to it.
# Use the module once for each region, with the provider of that region; the roles are created in the home region only.
# Written by a test of infra/ from the template that the deployment's StackSet uses.

terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "hub_account" {
  description = "The account with the organization's deployment."
  type        = string
}

variable "home_region" {
  description = "The region of that deployment."
  type        = string
}

variable "hub_bus" {
  description = "The name of its event bus; empty: nothing is forwarded."
  type        = string
  default     = "pitr-guard-organization"
}

variable "hub_roles" {
  description = "ARNs of the roles that may assume the member role."
  type        = list(string)
}

variable "organization_id" {
  description = "The organization's id."
  type        = string
}

variable "external_id" {
  description = "The external id of the deployment."
  type        = string
  sensitive   = true
}

variable "member_role_name" {
  description = "The name of the role for the hub."
  type        = string
  default     = "pitr-guard-member"
}

variable "forward_name" {
  description = "The name of the rule that forwards, and of its role."
  type        = string
  default     = "pitr-guard-forward"
}

variable "permissions_boundary" {
  description = "Name of a policy in the account that bounds the roles; empty: none."
  type        = string
  default     = ""
}

variable "remediate" {
  description = "Whether the hub may enable point-in-time recovery."
  type        = bool
  default     = false
}

variable "config_rule" {
  description = "Whether the hub evaluates tables for AWS Config."
  type        = bool
  default     = false
}

data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

locals {
  partition = data.aws_partition.this.partition
  account   = data.aws_caller_identity.this.account_id
  bus       = "arn:${local.partition}:events:${var.home_region}:${var.hub_account}:event-bus/${var.hub_bus}"
  is_home   = data.aws_region.this.id == var.home_region
  is_member = local.account != var.hub_account
  has_bus   = var.hub_bus != ""
  boundary  = var.permissions_boundary == "" ? null : "arn:${local.partition}:iam::${local.account}:policy/${var.permissions_boundary}"
}

resource "aws_iam_role" "member" {
  count                = local.is_home && local.is_member ? 1 : 0
  name                 = var.member_role_name
  description          = "Lets the hub of pitr-guard check this account's tables."
  permissions_boundary = local.boundary
  assume_role_policy = jsonencode(
    TRUST_MEMBER
  )
}

resource "aws_iam_role_policy" "tables" {
  count = local.is_home && local.is_member ? 1 : 0
  name  = "tables"
  role  = aws_iam_role.member[0].name
  policy = jsonencode({
    "Version" : "2012-10-17",
    "Statement" : concat(
      local.always,
      var.remediate ? local.remediates : [],
      var.config_rule ? local.evaluates : []
    )
  })
}

locals {
  always = [
    ALWAYS
  ]
  remediates = [
    REMEDIATES
  ]
  evaluates = [
    EVALUATES
  ]
}

resource "aws_iam_role" "forward" {
  count                = local.has_bus && local.is_home ? 1 : 0
  name                 = var.forward_name
  description          = "Lets EventBridge send calls to the hub of pitr-guard."
  permissions_boundary = local.boundary
  assume_role_policy = jsonencode(
    TRUST_FORWARD
  )
}

resource "aws_iam_role_policy" "forward" {
  count = local.has_bus && local.is_home ? 1 : 0
  name  = "forward"
  role  = aws_iam_role.forward[0].name
  policy = jsonencode(
    SEND
  )
}

resource "aws_cloudwatch_event_rule" "forward" {
  count       = local.has_bus && (local.is_member || !local.is_home) ? 1 : 0
  name        = var.forward_name
  description = "DynamoDB calls that can affect a table's recovery, for the hub of pitr-guard."
  event_pattern = jsonencode(
    PATTERN
  )
}

resource "aws_cloudwatch_event_target" "hub" {
  count     = local.has_bus && (local.is_member || !local.is_home) ? 1 : 0
  rule      = aws_cloudwatch_event_rule.forward[0].name
  target_id = "hub"
  arn       = local.bus
  role_arn  = "arn:${local.partition}:iam::${local.account}:role/${var.forward_name}"

  # EventBridge refuses a role that it cannot assume yet.
  depends_on = [aws_iam_role_policy.forward]
}

output "member_role_arn" {
  description = "The role for the hub; null outside the home region."
  value       = one(aws_iam_role.member[*].arn)
}

output "forward_rule_arn" {
  description = "The rule that forwards; null where nothing is forwarded."
  value       = one(aws_cloudwatch_event_rule.forward[*].arn)
}
