-- Why: the stock screens say what open purchase orders still bring of a product. Without this index each look at one
-- product read every row that was ever ordered.
create index purchase_order_line_variant on purchase_order_line (variant_id);
