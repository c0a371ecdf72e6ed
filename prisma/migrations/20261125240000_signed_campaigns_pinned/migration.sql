-- Its body is bound to its table already; as every function of the owner it also looks nowhere else.
ALTER FUNCTION signed_campaigns() SET search_path = public, pg_temp;
