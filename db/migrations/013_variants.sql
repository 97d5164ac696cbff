-- Why: a shirt comes in sizes and colours. A product may have up to three options; each combination of their values that is
-- sold is a variant with its own product number, price and barcodes, and it is the variant that is stocked. A product
-- without options is one variant, as before.

-- What people call the product as a whole: the beginning of its variants' numbers, and what groups them in files. A product
-- without options has none; there the variant's own number is all.
alter table product add parent_number text collate "C" check (length(parent_number) between 1 and 100);
create unique index product_parent_number on product (normalize(parent_number, nfc));

create table product_option (
  product_id bigint not null references product,
  position smallint not null check (position between 1 and 3),
  name text not null check (length(name) between 1 and 60),
  -- In the order in which people read them: S, M, L.
  offered text[] not null check (cardinality(offered) between 1 and 100),
  primary key (product_id, position)
);

alter table variant
  -- The product's name with the values behind it (“T-shirt · Red · M”): every list and paper shows it, so it is written
  -- once where it changes instead of being put together in each.
  add name text,
  -- The product's name in lower case and then the position, so that lists show S, M, L and not L, M, S.
  add sort_name text not null default '',
  add option_values text[] not null default '{}' check (cardinality(option_values) <= 3),
  add position integer not null default 1,
  add archived_at timestamptz,
  -- In place of the product's: a search for “shirt red” is to find the red ones only.
  add search_text text not null default '';
update variant set name = product.name, sort_name = lower(product.name), search_text = product.search_text from product where product.id = variant.product_id;
alter table variant alter name set not null;
alter table product drop search_text;

-- One live variant for each combination, and so exactly one of a product without options.
create unique index variant_combination on variant (product_id, option_values) where archived_at is null;
-- The order of every list of variants.
create index variant_by_name on variant (sort_name, id);
