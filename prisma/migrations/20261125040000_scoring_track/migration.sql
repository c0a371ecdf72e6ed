-- The scoring of staff (医保支付资格记分) is a track of its own beside the five.
ALTER TYPE "TrackKind" ADD VALUE 'scoring';
