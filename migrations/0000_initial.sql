CREATE TABLE `audit_log` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`company` text NOT NULL,
	`at_ms` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`target` text NOT NULL,
	`request_id` text NOT NULL,
	`body_hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_by_company` ON `audit_log` (`company`,`seq`);--> statement-breakpoint
CREATE TABLE `campaign_state_log` (
	`company` text NOT NULL,
	`campaign` text NOT NULL,
	`step` integer NOT NULL,
	`from_state` text,
	`to_state` text NOT NULL,
	`actor` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `campaign`, `step`)
);
--> statement-breakpoint
CREATE TABLE `campaign_tags` (
	`company` text NOT NULL,
	`tag` text NOT NULL,
	`campaign` text NOT NULL,
	PRIMARY KEY(`company`, `tag`, `campaign`)
);
--> statement-breakpoint
CREATE INDEX `campaign_tags_by_campaign` ON `campaign_tags` (`company`,`campaign`);--> statement-breakpoint
CREATE TABLE `campaign_versions` (
	`company` text NOT NULL,
	`campaign` text NOT NULL,
	`version` integer NOT NULL,
	`effect_at_ms` integer NOT NULL,
	`content` text NOT NULL,
	`author` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `campaign`, `version`)
);
--> statement-breakpoint
CREATE TABLE `campaigns` (
	`company` text NOT NULL,
	`id` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`moment` text NOT NULL,
	`aim` text NOT NULL,
	`start_ms` integer,
	`end_ms` integer,
	`search_text` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `id`)
);
--> statement-breakpoint
CREATE INDEX `campaigns_by_name` ON `campaigns` (`company`,`name`);--> statement-breakpoint
CREATE TABLE `companies` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`zone` text NOT NULL,
	`default_store` text,
	`policies` text NOT NULL,
	`lanes` text NOT NULL,
	`caps` text,
	`floor` text,
	`fold_plus_tags` integer NOT NULL,
	`location_hint` text,
	`jurisdiction` text,
	`version` integer NOT NULL,
	`catalogue_revision` integer DEFAULT 0 NOT NULL,
	`category_revision` integer DEFAULT 0 NOT NULL,
	`segment_number` integer DEFAULT 0 NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `companies_by_created` ON `companies` (`created_at_ms`);--> statement-breakpoint
CREATE TABLE `customer_identifiers` (
	`company` text NOT NULL,
	`customer` text NOT NULL,
	`kind` text NOT NULL,
	`identifier_key` text NOT NULL,
	PRIMARY KEY(`company`, `customer`, `kind`)
);
--> statement-breakpoint
CREATE INDEX `customer_identifiers_by_key` ON `customer_identifiers` (`company`,`identifier_key`);--> statement-breakpoint
CREATE TABLE `customer_traits` (
	`company` text NOT NULL,
	`customer` text NOT NULL,
	`version` integer NOT NULL,
	`at_ms` integer NOT NULL,
	`traits` text NOT NULL,
	PRIMARY KEY(`company`, `customer`, `version`)
);
--> statement-breakpoint
CREATE TABLE `customers` (
	`company` text NOT NULL,
	`id` text NOT NULL,
	`customer_key` text NOT NULL,
	`email` text,
	`phone` text,
	`birth_date` text,
	`gender` text,
	`country` text,
	`region` text,
	`language` text,
	`zone` text,
	`custom` text NOT NULL,
	`profile` text NOT NULL,
	`order_count` integer NOT NULL,
	`registered_at_ms` integer,
	`version` integer NOT NULL,
	`edge_due_at_ms` integer,
	`age_band_changes_on` text,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_by_key` ON `customers` (`company`,`customer_key`);--> statement-breakpoint
CREATE INDEX `customers_by_edge_due` ON `customers` (`edge_due_at_ms`);--> statement-breakpoint
CREATE INDEX `customers_by_band_change` ON `customers` (`company`,`age_band_changes_on`);--> statement-breakpoint
CREATE TABLE `segment_listings` (
	`company` text NOT NULL,
	`segment` text NOT NULL,
	`customer` text NOT NULL,
	`list` text NOT NULL,
	PRIMARY KEY(`company`, `segment`, `customer`, `list`)
);
--> statement-breakpoint
CREATE TABLE `segment_members` (
	`company` text NOT NULL,
	`segment` text NOT NULL,
	`customer` text NOT NULL,
	`entered_at_ms` integer NOT NULL,
	`left_at_ms` integer,
	PRIMARY KEY(`company`, `segment`, `customer`, `entered_at_ms`)
);
--> statement-breakpoint
CREATE INDEX `segment_members_by_customer` ON `segment_members` (`company`,`customer`,`left_at_ms`);--> statement-breakpoint
CREATE TABLE `segments` (
	`company` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `id`)
);
--> statement-breakpoint
CREATE TABLE `experiments` (
	`company` text NOT NULL,
	`id` text NOT NULL,
	`salt` text NOT NULL,
	`unit` text NOT NULL,
	`layer` text,
	`coverage_bps` integer NOT NULL,
	`variants` text NOT NULL,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `id`)
);
--> statement-breakpoint
CREATE TABLE `guards` (
	`holds` integer PRIMARY KEY NOT NULL,
	CONSTRAINT "guards_hold" CHECK("guards"."holds" = 1)
);
--> statement-breakpoint
CREATE TABLE `idempotency` (
	`company` text NOT NULL,
	`idempotency_key` text NOT NULL,
	`request_hash` text NOT NULL,
	`answer` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `idempotency_key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_by_created` ON `idempotency` (`created_at_ms`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`company` text NOT NULL,
	`id` text NOT NULL,
	`key_hash` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`mode` text NOT NULL,
	`scopes` text NOT NULL,
	`origins` text NOT NULL,
	`hint` text NOT NULL,
	`created_by` text,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer,
	`revoked_at_ms` integer,
	PRIMARY KEY(`company`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_by_hash` ON `api_keys` (`company`,`key_hash`);--> statement-breakpoint
CREATE TABLE `committed_orders` (
	`company` text NOT NULL,
	`mode` text NOT NULL,
	`external_id` text NOT NULL,
	`handle` text NOT NULL,
	`seq` integer NOT NULL,
	`day` text NOT NULL,
	`placed_at_ms` integer NOT NULL,
	`paid_at_ms` integer,
	`committed_at_ms` integer NOT NULL,
	`currency` text NOT NULL,
	`store` text NOT NULL,
	`channel` text NOT NULL,
	`customer_key` text,
	`before_amount` integer NOT NULL,
	`to_pay_amount` integer NOT NULL,
	`decision_hash` text NOT NULL,
	`archived` integer NOT NULL,
	`late` integer NOT NULL,
	`over_grants` text NOT NULL,
	`renews` text,
	`order` text NOT NULL,
	PRIMARY KEY(`company`, `mode`, `external_id`)
);
--> statement-breakpoint
CREATE INDEX `committed_orders_by_day` ON `committed_orders` (`company`,`mode`,`day`);--> statement-breakpoint
CREATE TABLE `ledger_entries` (
	`object` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`at_ms` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`object`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `mirror_positions` (
	`object` text PRIMARY KEY NOT NULL,
	`company` text NOT NULL,
	`mode` text NOT NULL,
	`seq` integer NOT NULL,
	`high` integer NOT NULL,
	`pulled_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `redemptions` (
	`company` text NOT NULL,
	`mode` text NOT NULL,
	`order` text NOT NULL,
	`promotion` text NOT NULL,
	`version` integer NOT NULL,
	`campaign` text,
	`code` text,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`day` text NOT NULL,
	`customer_key` text,
	PRIMARY KEY(`company`, `mode`, `order`, `promotion`)
);
--> statement-breakpoint
CREATE INDEX `redemptions_by_campaign` ON `redemptions` (`company`,`mode`,`campaign`,`day`);--> statement-breakpoint
CREATE INDEX `redemptions_by_promotion` ON `redemptions` (`company`,`mode`,`promotion`,`day`);--> statement-breakpoint
CREATE TABLE `order_lines` (
	`company` text NOT NULL,
	`mode` text NOT NULL,
	`order` text NOT NULL,
	`line` text NOT NULL,
	`sku` text NOT NULL,
	`product` text,
	`quantity` integer NOT NULL,
	`unit_amount` integer NOT NULL,
	`total_amount` integer NOT NULL,
	`seller` text,
	PRIMARY KEY(`company`, `mode`, `order`, `line`)
);
--> statement-breakpoint
CREATE INDEX `order_lines_by_sku` ON `order_lines` (`company`,`sku`);--> statement-breakpoint
CREATE TABLE `orders` (
	`company` text NOT NULL,
	`mode` text NOT NULL,
	`external_id` text NOT NULL,
	`version` integer NOT NULL,
	`content_hash` text,
	`state` text NOT NULL,
	`channel` text,
	`store` text,
	`currency` text NOT NULL,
	`customer_key` text,
	`placed_at_ms` integer NOT NULL,
	`paid_at_ms` integer,
	`fulfilled_at_ms` integer,
	`cancelled_at_ms` integer,
	`items_amount` integer,
	`shipping_amount` integer,
	`tax_amount` integer,
	`total_amount` integer,
	`payments` text NOT NULL,
	`refunds` text NOT NULL,
	`attribution` text,
	`exposures` text NOT NULL,
	`metadata` text NOT NULL,
	`renews` text,
	`handle` text,
	`decision_hash` text,
	`committed_at_ms` integer,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `mode`, `external_id`)
);
--> statement-breakpoint
CREATE INDEX `orders_by_customer` ON `orders` (`company`,`customer_key`);--> statement-breakpoint
CREATE INDEX `orders_by_placed` ON `orders` (`company`,`mode`,`placed_at_ms`);--> statement-breakpoint
CREATE TABLE `categories` (
	`company` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`parent` text,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `id`)
);
--> statement-breakpoint
CREATE INDEX `categories_by_parent` ON `categories` (`company`,`parent`);--> statement-breakpoint
CREATE TABLE `products` (
	`company` text NOT NULL,
	`sku` text NOT NULL,
	`product` text NOT NULL,
	`name` text NOT NULL,
	`categories` text NOT NULL,
	`brand` text,
	`tags` text NOT NULL,
	`attributes` text NOT NULL,
	`list_prices` text NOT NULL,
	`unit_costs` text NOT NULL,
	`plan` text,
	`discountable` integer NOT NULL,
	`floor` text,
	`stock` integer,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `sku`)
);
--> statement-breakpoint
CREATE INDEX `products_by_product` ON `products` (`company`,`product`);--> statement-breakpoint
CREATE TABLE `promotion_codes` (
	`company` text NOT NULL,
	`code` text NOT NULL,
	`promotion` text NOT NULL,
	`start_ms` integer,
	`end_ms` integer,
	`state` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `code`)
);
--> statement-breakpoint
CREATE INDEX `promotion_codes_by_promotion` ON `promotion_codes` (`company`,`promotion`,`code`);--> statement-breakpoint
CREATE TABLE `promotion_limits` (
	`company` text NOT NULL,
	`promotion` text NOT NULL,
	`revision` integer NOT NULL,
	`limits` text NOT NULL,
	`budget` text,
	`live_revision` integer NOT NULL,
	`test_revision` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `promotion`)
);
--> statement-breakpoint
CREATE TABLE `promotion_versions` (
	`company` text NOT NULL,
	`promotion` text NOT NULL,
	`version` integer NOT NULL,
	`effect_at_ms` integer NOT NULL,
	`content` text NOT NULL,
	`author` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `promotion`, `version`)
);
--> statement-breakpoint
CREATE TABLE `promotions` (
	`company` text NOT NULL,
	`id` text NOT NULL,
	`campaign` text NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `id`)
);
--> statement-breakpoint
CREATE INDEX `promotions_by_campaign` ON `promotions` (`company`,`campaign`,`id`);--> statement-breakpoint
CREATE TABLE `retired_promotions` (
	`company` text NOT NULL,
	`id` text NOT NULL,
	PRIMARY KEY(`company`, `id`)
);
--> statement-breakpoint
CREATE TABLE `stop_causes` (
	`company` text NOT NULL,
	`promotion` text NOT NULL,
	`cause` text NOT NULL,
	`actor` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `promotion`, `cause`)
);
--> statement-breakpoint
CREATE TABLE `stop_states` (
	`company` text NOT NULL,
	`promotion` text NOT NULL,
	`stopped` integer NOT NULL,
	`void_holds` integer NOT NULL,
	`revision` integer NOT NULL,
	`live_revision` integer NOT NULL,
	`test_revision` integer NOT NULL,
	PRIMARY KEY(`company`, `promotion`)
);
--> statement-breakpoint
CREATE TABLE `publications` (
	`company` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`target` integer,
	`as_of_ms` integer NOT NULL,
	`state` text NOT NULL,
	`rules` text,
	`sequence` integer,
	`problems` text NOT NULL,
	`note` text NOT NULL,
	`author` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`live_at_ms` integer,
	PRIMARY KEY(`company`, `number`)
);
--> statement-breakpoint
CREATE INDEX `publications_by_state` ON `publications` (`state`,`company`);--> statement-breakpoint
CREATE TABLE `published_facts` (
	`company` text PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rule_set_promotions` (
	`company` text NOT NULL,
	`rules` text NOT NULL,
	`promotion` text NOT NULL,
	`version` integer NOT NULL,
	`campaign` text NOT NULL,
	PRIMARY KEY(`company`, `rules`, `promotion`)
);
--> statement-breakpoint
CREATE INDEX `rule_set_promotions_by_promotion` ON `rule_set_promotions` (`company`,`promotion`);--> statement-breakpoint
CREATE TABLE `store_group_members` (
	`company` text NOT NULL,
	`group` text NOT NULL,
	`store` text NOT NULL,
	PRIMARY KEY(`company`, `group`, `store`)
);
--> statement-breakpoint
CREATE INDEX `store_group_members_by_store` ON `store_group_members` (`company`,`store`);--> statement-breakpoint
CREATE TABLE `store_groups` (
	`company` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `code`)
);
--> statement-breakpoint
CREATE TABLE `stores` (
	`company` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`address` text NOT NULL,
	`region` text,
	`zone` text NOT NULL,
	`country` text NOT NULL,
	`currency` text NOT NULL,
	`tax_mode` text NOT NULL,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`company`, `code`)
);
